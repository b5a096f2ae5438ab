package org.scratchcnn.network;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the groups of a convolution have to be. */
final class ChannelGroups {

    private ChannelGroups() {}

    /**
     * Refuses what doesn't divide the channels on both sides.
     *
     * @throws IllegalArgumentException with the numbers that would
     */
    static void require(String layer, int inChannels, int outChannels, int groups) {
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s can't divide %d input channels and %d filters into %d groups of one size; use a divisor of both: %s",
                    layer,
                    inChannels,
                    outChannels,
                    groups,
                    IntStream.rangeClosed(1, Math.min(inChannels, outChannels))
                            .filter(divisor -> inChannels % divisor == 0 && outChannels % divisor == 0)
                            .mapToObj(divisor -> String.format(Locale.ROOT, "%d", divisor))
                            .collect(Collectors.joining(", "))));
        }
    }
}
