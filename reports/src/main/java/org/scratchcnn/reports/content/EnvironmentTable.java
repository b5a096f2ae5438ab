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
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.record.JvmFacts;
import org.scratchcnn.reports.result.EngineOrder;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** What each engine was really running with. */
final class EnvironmentTable {

    private EnvironmentTable() {}

    /** The table; empty if nothing is known of any engine. */
    static Optional<Table> of(ComparisonRecord record) {
        var factsByEngine = new TreeMap<String, SequencedMap<String, SequencedSet<String>>>(EngineOrder.COMPARATOR);
        for (var run : record.runs()) {
            add(factsByEngine, run.engine(), facts(run));
        }
        for (var benchmark : record.microbenchmarks()) {
            var facts = benchmark.facts();
            if (facts != null) {
                add(factsByEngine, facts.engine() + ", microbenchmarks", facts(benchmark.jvm(), facts));
            }
        }
        if (factsByEngine.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        factsByEngine.forEach((engine, facts) ->
                facts.forEach((fact, values) -> rows.add(List.of(engine, fact, String.join(" / ", values)))));
        return Optional.of(new Table(
                "What each engine ran with",
                List.of(Column.text("Engine"), Column.text("Fact"), Column.text("Value")),
                rows,
                List.of()));
    }

    private static void add(
            Map<String, SequencedMap<String, SequencedSet<String>>> factsByEngine,
            String engine,
            SequencedMap<String, String> facts) {
        var known = factsByEngine.computeIfAbsent(engine, _ -> new LinkedHashMap<>());
        facts.forEach((fact, value) ->
                known.computeIfAbsent(fact, _ -> new LinkedHashSet<>()).add(value));
    }

    private static SequencedMap<String, String> facts(EngineRun run) {
        var facts = facts(run.jvm(), run.facts());
        facts.put("threads asked for", Integer.toString(run.options().threads()));
        return facts;
    }

    private static SequencedMap<String, String> facts(@Nullable JvmFacts jvm, @Nullable EngineFacts engine) {
        var facts = new LinkedHashMap<String, String>();
        if (jvm != null) {
            facts.put("JVM", "%s, %s".formatted(jvm.vm(), jvm.version()));
            facts.put("JVM flags", String.join(" ", jvm.flags()));
        }
        if (engine != null) {
            facts.putAll(engine.facts());
        }
        return facts;
    }
}
