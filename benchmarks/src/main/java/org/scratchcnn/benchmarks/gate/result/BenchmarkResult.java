package org.scratchcnn.benchmarks.gate.result;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.scratchcnn.benchmarks.gate.rule.Finding;

/**
 * One benchmark's result.
 *
 * @param finding with the final verdict
 * @param base what the base's forks found, in the order they ran
 * @param head what the head's forks found, in the order they ran
 * @param remarks that a reader should know beside the verdict's reason
 */
public record BenchmarkResult(Finding finding, List<ForkResult> base, List<ForkResult> head, List<String> remarks) {

    public BenchmarkResult {
        base = List.copyOf(base);
        head = List.copyOf(head);
        remarks = List.copyOf(remarks);
    }

    /** By one operation, of the fork and the block that allocated least. */
    static OptionalDouble allocatedBytes(List<ForkResult> forks) {
        return forks.stream().mapToDouble(ForkResult::leastAllocatedBytes).min();
    }

    /** Of one operation, the median of all forks. */
    static OptionalDouble milliseconds(List<ForkResult> forks) {
        double[] times = forks.stream().mapToDouble(ForkResult::milliseconds).toArray();
        return times.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(times));
    }
}
