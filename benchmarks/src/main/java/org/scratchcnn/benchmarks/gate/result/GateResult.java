package org.scratchcnn.benchmarks.gate.result;

import java.time.Instant;
import java.util.List;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.JvmFacts;

/**
 * Everything that one run of the gate found: its record.
 *
 * @param schemaVersion of this record
 * @param command that was typed
 * @param jvm of the gate itself; forks run on the same JDK
 * @param forkFlags of the forks' JVMs
 * @param threads of each fork
 * @param plan of each pair
 * @param remarks on the whole of it
 */
public record GateResult(
        int schemaVersion,
        Instant created,
        String command,
        String set,
        Commit base,
        Commit head,
        Machine machine,
        JvmFacts jvm,
        List<String> forkFlags,
        int threads,
        PairPlan plan,
        GateRules rules,
        List<String> remarks,
        List<BenchmarkResult> benchmarks) {

    public static final int SCHEMA_VERSION = 3;

    public GateResult {
        forkFlags = List.copyOf(forkFlags);
        remarks = List.copyOf(remarks);
        benchmarks = List.copyOf(benchmarks);
    }

    /** The worst of the benchmarks' verdicts. */
    public Verdict conclusion() {
        return Verdict.worst(benchmarks.stream()
                .map(benchmark -> benchmark.finding().verdict())
                .toList());
    }
}
