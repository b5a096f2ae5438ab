package org.scratchcnn.benchmarks.gate;

import java.time.Instant;
import java.util.List;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;
import org.scratchcnn.worker.record.JvmFacts;

/**
 * What the gate said where it was known what it should say.
 *
 * @param schemaVersion of this record
 * @param command that was typed
 * @param threads of each fork
 * @param plan of each pair
 * @param comparisons in the order they were made
 * @param complete false while comparisons are still to come
 */
public record SelfTestRecord(
        int schemaVersion,
        Instant created,
        String command,
        Revision revision,
        Machine machine,
        JvmFacts jvm,
        int threads,
        PairPlan plan,
        GateRules rules,
        List<Comparison> comparisons,
        boolean complete) {

    public static final int SCHEMA_VERSION = 2;

    public SelfTestRecord {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A version compared with itself.
     *
     * @param slowdown planted in the head's forks; 0 where nothing differs
     */
    public record Comparison(double slowdown, Finding finding) {}

    SelfTestRecord with(List<Comparison> more, boolean whole) {
        return new SelfTestRecord(
                schemaVersion, created, command, revision, machine, jvm, threads, plan, rules, more, whole);
    }
}
