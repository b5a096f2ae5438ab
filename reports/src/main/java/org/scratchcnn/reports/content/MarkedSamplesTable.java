package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RunConditions;

/** The samples that were taken while something else disturbed the machine. */
final class MarkedSamplesTable {

    private static final int NAMED = 3;

    private MarkedSamplesTable() {}

    /** The table; empty if no sample is marked. */
    static Optional<Table> of(ComparisonRecord record) {
        var marked = marked(record);
        return marked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Samples taken on a disturbed machine",
                        List.of(Column.text("Sample"), Column.text("Why")),
                        marked.stream()
                                .map(sample -> List.of(sample.title(), String.join(", ", sample.marks())))
                                .toList(),
                        List.of()));
    }

    /** A sentence that names them; empty if no sample is marked. */
    static Optional<String> sentence(ComparisonRecord record) {
        var marked = marked(record);
        return marked.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The machine was disturbed during %d of %d samples: %s%s.",
                        marked.size(),
                        record.conditions().size(),
                        marked.stream().limit(NAMED).map(RunConditions::title).collect(Collectors.joining("; ")),
                        marked.size() > NAMED ? "; …" : ""));
    }

    private static List<RunConditions> marked(ComparisonRecord record) {
        return record.conditions().stream().filter(RunConditions::marked).toList();
    }
}
