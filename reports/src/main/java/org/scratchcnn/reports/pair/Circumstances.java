package org.scratchcnn.reports.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.content.EngineFact;
import org.scratchcnn.reports.content.Provenance;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/**
 * In which circumstances two records were measured, where these differ: machine, code, JVMs, flags, engines, data,
 * protocols of microbenchmarks. When they were measured is not among these: it always differs.
 */
final class Circumstances {

    private Circumstances() {}

    /** What differs, row by row; without rows if nothing does. */
    static Table differing(RecordPair pair) {
        var before = facts(pair.older());
        var after = facts(pair.newer());
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        var rows = new ArrayList<List<String>>();
        for (var name : names) {
            var old = words(before.get(name));
            var now = words(after.get(name));
            if (!old.equals(now)) {
                rows.add(List.of(name, old, now));
            }
        }
        return new Table(
                "What differs in the circumstances",
                List.of(Column.text("Fact"), Column.text("Old"), Column.text("New")),
                rows,
                List.of());
    }

    private static String words(@Nullable SequencedSet<String> values) {
        return values == null ? Numbers.NONE : String.join(" / ", values);
    }

    private static SequencedMap<String, SequencedSet<String>> facts(ComparisonRecord record) {
        var facts = new LinkedHashMap<String, SequencedSet<String>>();
        put(facts, "command", record.commandWithoutFolders());
        put(facts, "commit", record.revision().commit() + (record.revision().dirty() ? " with changed files" : ""));
        put(facts, "machine", Provenance.machine(record.machine()));
        put(facts, "state", record.complete() ? "complete" : "incomplete");
        for (var run : record.runs()) {
            EngineFact.of(run).forEach(fact -> put(facts, fact));
            if (run.data() != null) {
                run.data().sha256().forEach((file, hash) -> put(facts, "data: " + file, hash));
            }
        }
        for (var benchmark : record.microbenchmarks()) {
            EngineFact.of(benchmark).forEach(fact -> put(facts, fact));
            put(facts, "protocol: " + benchmark.operation(), benchmark.protocol());
        }
        return facts;
    }

    private static void put(SequencedMap<String, SequencedSet<String>> facts, EngineFact fact) {
        put(facts, "%s: %s".formatted(fact.engine(), fact.name()), fact.value());
    }

    /** Sorted, so that it does not matter which of two values came first. */
    private static void put(SequencedMap<String, SequencedSet<String>> facts, String name, String value) {
        facts.computeIfAbsent(name, _ -> new TreeSet<>()).add(value);
    }
}
