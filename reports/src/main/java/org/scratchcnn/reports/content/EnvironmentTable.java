package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.reports.result.EngineOrder;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** What each engine was really running with. */
final class EnvironmentTable {

    private EnvironmentTable() {}

    /** The table; empty if no engine was run. */
    static Optional<Table> of(ComparisonRecord record) {
        if (record.runs().isEmpty()) {
            return Optional.empty();
        }
        var factsByEngine = new TreeMap<String, SequencedMap<String, SequencedSet<String>>>(EngineOrder.COMPARATOR);
        for (var run : record.runs()) {
            var facts = factsByEngine.computeIfAbsent(run.engine(), _ -> new LinkedHashMap<>());
            facts(run)
                    .forEach((fact, value) -> facts.computeIfAbsent(fact, _ -> new LinkedHashSet<>())
                            .add(value));
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

    private static SequencedMap<String, String> facts(EngineRun run) {
        var facts = new LinkedHashMap<String, String>();
        if (run.jvm() != null) {
            facts.put("JVM", "%s, %s".formatted(run.jvm().vm(), run.jvm().version()));
            facts.put("JVM flags", String.join(" ", run.jvm().flags()));
        }
        facts.put("threads asked for", Integer.toString(run.options().threads()));
        if (run.facts() != null) {
            facts.putAll(run.facts().facts());
        }
        return facts;
    }
}
