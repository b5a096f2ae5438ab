package org.scratchcnn.benchmarks.gate.result;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;

/**
 * What a fork found.
 *
 * @param ready what it computes
 * @param blockMilliseconds of one operation, the mean of each block, in the order they were taken
 * @param blockAllocatedBytes by one operation, the mean of each block, in the same order
 */
public record ForkResult(ForkMessage.Ready ready, List<Double> blockMilliseconds, List<Double> blockAllocatedBytes) {

    public ForkResult {
        blockMilliseconds = List.copyOf(blockMilliseconds);
        blockAllocatedBytes = List.copyOf(blockAllocatedBytes);
    }

    /** What a fork's messages come to. */
    public static ForkResult of(ForkMessage.Ready ready, List<ForkMessage.Block> blocks) {
        return new ForkResult(
                ready,
                blocks.stream().map(ForkMessage.Block::milliseconds).toList(),
                blocks.stream().map(ForkMessage.Block::allocatedBytes).toList());
    }

    /** The fork's time of one operation: the median of its blocks. */
    public double milliseconds() {
        return Median.withDefaults().evaluate(array(blockMilliseconds));
    }

    /** What one operation allocates in the block that allocated least. */
    public double leastAllocatedBytes() {
        return blockAllocatedBytes.stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }

    /** What one operation allocates on average over all blocks. */
    public double meanAllocatedBytes() {
        return Mean.of(array(blockAllocatedBytes)).getAsDouble();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
