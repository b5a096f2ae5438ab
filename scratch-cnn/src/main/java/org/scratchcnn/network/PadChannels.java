package org.scratchcnn.network;

import java.util.Locale;

/**
 * Channels of zeros around an image's own: {@code [C, H, W]} to {@code [before + C + after, H, W]}, the shortcut without
 * parameters of He et al. 2016 ("Deep residual learning", option A) where a network gets more channels.
 */
public record PadChannels(int before, int after) implements LayerSpec {

    public PadChannels {
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "PadChannels adds channels, but was given %d before and %d after the image's own",
                    before,
                    after));
        }
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("PadChannels", input);
        long channels = (long) before + image.channels() + after;
        if (channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "PadChannels makes %,d channels, more than can be counted", channels));
        }
        return Shape.image((int) channels, image.height(), image.width());
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "PadChannels(%d before, %d after)", before, after);
    }
}
