package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;

/** What each engine was really running with. */
final class EnvironmentTable {

    private EnvironmentTable() {}

    /** The table; empty if nothing is known of any engine. */
    static Optional<Table> of(ComparisonRecord record) {
        var factsByEngine = new TreeMap<String, SequencedMap<String, SequencedSet<String>>>(EngineNames.ORDER);
        Stream.concat(
                        record.runs().stream().map(EngineFact::of),
                        record.microbenchmarks().stream().map(EngineFact::of))
                .flatMap(List::stream)
                .forEach(fact -> factsByEngine
                        .computeIfAbsent(fact.engine(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(fact.name(), _ -> new LinkedHashSet<>())
                        .add(fact.value()));
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
}
