package org.scratchcnn.benchmarks.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.GitCheckout.Commit;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

/**
 * Everything that one run of the gate found: its record.
 *
 * @param command that was typed
 * @param conditions the machine, threads and JDK, in words
 * @param remarks on the whole of it
 */
public record GateResult(
        Instant created,
        String command,
        String set,
        Commit base,
        Commit head,
        String conditions,
        GateRules rules,
        List<String> remarks,
        List<BenchmarkResult> benchmarks) {

    public GateResult {
        remarks = List.copyOf(remarks);
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * One benchmark's result.
     *
     * @param finding with the final verdict
     * @param baseBytes that one operation allocates, in the fork and the block that allocated least; null where none was
     *     timed
     * @param remarks that a reader should know beside the verdict's reason
     */
    record BenchmarkResult(
            Finding finding,
            @Nullable Double baseBytes,
            @Nullable Double headBytes,
            List<String> remarks) {

        BenchmarkResult {
            remarks = List.copyOf(remarks);
        }
    }

    /** The worst of the benchmarks' verdicts. */
    public Verdict conclusion() {
        return benchmarks.stream()
                .map(benchmark -> benchmark.finding().verdict())
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
    }
}
