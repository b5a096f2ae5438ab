package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.RunConditions;

/** What each engine was really running with, and what disturbed it. */
final class EnvironmentTable {

    private EnvironmentTable() {}

    /** The table; empty if nothing is known of any engine. */
    static Optional<Table> of(ComparisonRecord record) {
        // Values by facts by engines.
        var facts = new TreeMap<String, SequencedMap<String, SequencedSet<String>>>(EngineNames.ORDER);
        for (var run : record.runs()) {
            var its = facts.computeIfAbsent(run.engine(), _ -> new LinkedHashMap<>());
            add(its, run.jvm(), run.facts());
            add(its, "threads asked for", Integer.toString(run.options().threads()));
        }
        for (var benchmark : record.microbenchmarks()) {
            var engine = benchmark.facts();
            if (engine != null) {
                add(
                        facts.computeIfAbsent(engine.engine() + ", microbenchmarks", _ -> new LinkedHashMap<>()),
                        benchmark.jvm(),
                        engine);
            }
        }
        var rows = new ArrayList<List<String>>();
        facts.forEach((engine, its) ->
                its.forEach((fact, values) -> rows.add(List.of(engine, fact, String.join(" / ", values)))));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Table("What each engine ran with", Column.list("Engine | Fact | Value"), rows, List.of()));
    }

    private static void add(
            Map<String, SequencedSet<String>> facts, @Nullable JvmFacts jvm, @Nullable EngineFacts engine) {
        if (jvm != null) {
            add(facts, "JVM", "%s, %s".formatted(jvm.vm(), jvm.version()));
            add(facts, "JVM flags", String.join(" ", jvm.flags()));
        }
        if (engine != null) {
            engine.facts().forEach((name, value) -> add(facts, name, value));
        }
    }

    private static void add(Map<String, SequencedSet<String>> facts, String fact, String value) {
        facts.computeIfAbsent(fact, _ -> new LinkedHashSet<>()).add(value);
    }

    /** The runs during which something else disturbed the machine; empty if there is none. */
    static Optional<Table> disturbances(ComparisonRecord record) {
        var rows = record.conditions().stream()
                .filter(RunConditions::marked)
                .map(run -> List.of(run.title(), String.join(", ", run.marks())))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table("Runs on a disturbed machine", Column.list("Run | Why"), rows, List.of()));
    }
}
