package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

/** What each engine was really running with. */
final class EnvironmentTable {

    /** Values by facts by engines. */
    private final TreeMap<String, SequencedMap<String, SequencedSet<String>>> facts = new TreeMap<>(EngineNames.ORDER);

    private EnvironmentTable() {}

    /** The table; empty if nothing is known of any engine. */
    static Optional<Table> of(ComparisonRecord record) {
        var environment = new EnvironmentTable();
        record.runs().forEach(run -> {
            environment.add(run.engine(), run.jvm(), run.facts());
            environment.add(
                    run.engine(),
                    "threads asked for",
                    Integer.toString(run.options().threads()));
        });
        record.microbenchmarks().forEach(benchmark -> {
            var engine = benchmark.facts();
            if (engine != null) {
                environment.add(engine.engine() + ", microbenchmarks", benchmark.jvm(), engine);
            }
        });
        return environment.facts.isEmpty() ? Optional.empty() : Optional.of(environment.table());
    }

    private void add(String engine, @Nullable JvmFacts jvm, @Nullable EngineFacts itsFacts) {
        if (jvm != null) {
            add(engine, "JVM", "%s, %s".formatted(jvm.vm(), jvm.version()));
            add(engine, "JVM flags", String.join(" ", jvm.flags()));
        }
        if (itsFacts != null) {
            itsFacts.facts().forEach((name, value) -> add(engine, name, value));
        }
    }

    private void add(String engine, String fact, String value) {
        facts.computeIfAbsent(engine, _ -> new LinkedHashMap<>())
                .computeIfAbsent(fact, _ -> new LinkedHashSet<>())
                .add(value);
    }

    private Table table() {
        var rows = new ArrayList<List<String>>();
        facts.forEach((engine, its) ->
                its.forEach((fact, values) -> rows.add(List.of(engine, fact, String.join(" / ", values)))));
        return new Table("What each engine ran with", Column.list("Engine | Fact | Value"), rows, List.of());
    }
}
