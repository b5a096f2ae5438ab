package org.scratchcnn.reports.content;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;

/** Where a record's figures come from: the machine, the code, the data, and the command that measured them. */
public final class Provenance {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Provenance() {}

    /** The most of it. */
    static String sentence(ComparisonRecord record) {
        return "Measured by %s on %s, from commit %s. Machine: %s."
                .formatted(record.command(), measured(record), commit(record), machine(record.machine()));
    }

    /** Everything; once a report. */
    static Table table(ComparisonRecord record, List<TaskResult> results) {
        var rows = new LinkedHashSet<List<String>>();
        rows.add(List.of("Command", record.command()));
        rows.add(List.of("Measured", measured(record)));
        rows.add(List.of("Commit", commit(record, Integer.MAX_VALUE)));
        rows.add(List.of("Machine", machine(record.machine())));
        results.forEach(result -> rows.add(List.of("Data", result.data().fingerprint())));
        return new Table("Where the figures come from", Column.list("What | Value"), List.copyOf(rows), List.of());
    }

    /** To the minute. */
    public static String measured(ComparisonRecord record) {
        return MINUTES.format(record.created());
    }

    /** Shortened, with a remark if files differed from it. */
    public static String commit(ComparisonRecord record) {
        return commit(record, 12);
    }

    private static String commit(ComparisonRecord record, int length) {
        var commit = record.revision().commit();
        return commit.substring(0, Math.min(length, commit.length()))
                + (record.revision().dirty() ? " with changed files" : "");
    }

    public static String machine(Machine machine) {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB memory, %s",
                machine.cpu(),
                machine.cores(),
                machine.memoryBytes() / (double) (1L << 30),
                machine.operatingSystem());
    }
}
