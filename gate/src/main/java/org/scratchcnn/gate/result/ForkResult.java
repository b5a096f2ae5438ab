package org.scratchcnn.gate.result;

import java.util.List;
import org.apache.commons.statistics.descriptive.Median;
import org.scratchcnn.gate.fork.ForkMessage;

/**
 * What a fork found.
 *
 * @param ready what it computes
 * @param blockMilliseconds of one operation, the mean of each block, in the order they were taken
 * @param allocatedBytes by one operation on average, in the block that allocated least: other work only adds to it
 */
public record ForkResult(ForkMessage.Ready ready, List<Double> blockMilliseconds, double allocatedBytes) {

    public ForkResult {
        blockMilliseconds = List.copyOf(blockMilliseconds);
    }

    /** What a fork's messages come to. */
    public static ForkResult of(ForkMessage.Ready ready, List<ForkMessage.Block> blocks) {
        return new ForkResult(
                ready,
                blocks.stream().map(ForkMessage.Block::milliseconds).toList(),
                blocks.stream()
                        .mapToDouble(ForkMessage.Block::allocatedBytes)
                        .min()
                        .orElseThrow());
    }

    /** The fork's time of one operation: the median of its blocks. */
    public double milliseconds() {
        return Median.withDefaults()
                .evaluate(blockMilliseconds.stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }
}
