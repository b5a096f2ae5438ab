package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.SampleConditions;

/** How many samples something else in the machine disturbed, and what became of them. */
final class ContentionTables {

    private ContentionTables() {}

    /** Counts, and the samples that were kept though contended; nothing where the record says nothing of conditions. */
    static List<Table> of(ComparisonRecord record) {
        return Stream.of(counts(record), kept(record)).flatMap(Optional::stream).toList();
    }

    /** A sentence on samples that were kept though contended; empty if there are none. */
    static Optional<String> warning(ComparisonRecord record) {
        long contended =
                record.conditions().stream().filter(SampleConditions::contended).count();
        return contended == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Contended: %d of %d samples were taken while something else was at work.",
                        contended,
                        record.conditions().size()));
    }

    private static Optional<Table> counts(ComparisonRecord record) {
        if (record.conditions().isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        addCounts(rows, "runs of engines", samples(record, true));
        addCounts(rows, "forks of microbenchmarks", samples(record, false));
        return Optional.of(
                new Table(
                        "Contended samples",
                        List.of(
                                Column.text("Samples"),
                                Column.number("All"),
                                Column.number("Contended at first"),
                                Column.number("Taken again"),
                                Column.number("Attempts discarded"),
                                Column.number("Kept though contended")),
                        rows,
                        List.of(
                                "Contended: a ruler that was read before and after the sample moved, or other processes were"
                                        + " busy; docs/measurement.md has the limits.",
                                "Taken again: up to twice, and as long as all repetitions take no longer than the first attempts; no"
                                        + " trainings, and nothing of verify and of the set smoke. The least contended attempt is kept.")));
    }

    private static List<SampleConditions> samples(ComparisonRecord record, boolean ofEngines) {
        return record.conditions().stream()
                .filter(sample -> (sample.run() != null) == ofEngines)
                .toList();
    }

    private static void addCounts(List<List<String>> rows, String title, List<SampleConditions> samples) {
        if (samples.isEmpty()) {
            return;
        }
        rows.add(List.of(
                title,
                Integer.toString(samples.size()),
                count(samples.stream()
                        .filter(sample -> sample.attempts().getFirst().contended())),
                count(samples.stream().filter(sample -> sample.discarded() > 0)),
                Integer.toString(
                        samples.stream().mapToInt(SampleConditions::discarded).sum()),
                count(samples.stream().filter(SampleConditions::contended))));
    }

    private static String count(Stream<SampleConditions> samples) {
        return Long.toString(samples.count());
    }

    private static Optional<Table> kept(ComparisonRecord record) {
        var rows = record.conditions().stream()
                .filter(SampleConditions::contended)
                .map(ContentionTables::row)
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                                "Samples that were kept though contended",
                                List.of(
                                        Column.text("Sample"),
                                        Column.number("Attempts"),
                                        Column.text("What was noticed"),
                                        Column.text("In attempts that were discarded")),
                                rows,
                                List.of(
                                        "Ruler: by how much it was faster or slower after the sample than before. Other load:"
                                                + " of everything but the measurement, other machines on the same processors"
                                                + " included where the system tells."))
                        .withoutEmptyColumns());
    }

    private static List<String> row(SampleConditions sample) {
        var attempts = sample.attempts();
        var discarded = IntStream.range(0, attempts.size())
                .filter(index -> index != sample.kept())
                .mapToObj(index -> String.join(", ", attempts.get(index).contention()))
                .toList();
        return List.of(
                sample.sample(),
                Integer.toString(attempts.size()),
                String.join(", ", attempts.get(sample.kept()).contention()),
                String.join("; ", discarded));
    }
}
