package org.scratchcnn.reports.content;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scratchcnn.reports.result.DataSource;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;

/** What stands beside every table: the machine, the data, and the command that measured it. */
public final class Provenance {

    private static final String MACHINE = "Machine: ";
    private static final String DATA = "Data: ";
    private static final String COMMAND = "Command: ";

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int SHORT_HASH = 12;

    private Provenance() {}

    public static List<String> of(ComparisonRecord record, DataSource data) {
        return of(record, Stream.of(data));
    }

    /** For tables of several tasks; data that several of them saw are named once. */
    public static List<String> of(ComparisonRecord record, Stream<DataSource> data) {
        return Stream.of(
                        Stream.of(MACHINE + machine(record.machine())),
                        data.map(source -> DATA + source.fingerprint()).distinct(),
                        Stream.of(COMMAND + record.commandWithoutFolders()))
                .flatMap(lines -> lines)
                .toList();
    }

    /** For tables that no single data set is behind. */
    public static List<String> withoutData(ComparisonRecord record) {
        return of(record, Stream.empty());
    }

    /** Whether a table's note says where its figures come from, not how they are to be read. */
    public static boolean isProvenance(String note) {
        return Stream.of(MACHINE, DATA, COMMAND).anyMatch(note::startsWith);
    }

    /** To the minute. */
    public static String measured(ComparisonRecord record) {
        return MINUTES.format(record.created());
    }

    /** Shortened, with a remark if files differed from it. */
    public static String commit(ComparisonRecord record) {
        var commit = record.revision().commit();
        return commit.substring(0, Math.min(SHORT_HASH, commit.length()))
                + (record.revision().dirty() ? " with changed files" : "");
    }

    public static String machine(Machine machine) {
        return String.format(
                Locale.ROOT,
                "%s, %d core%s, %s GiB memory, %s",
                machine.cpu(),
                machine.cores(),
                machine.cores() == 1 ? "" : "s",
                String.format(Locale.ROOT, "%.1f", machine.memoryBytes() / (double) (1L << 30)),
                machine.operatingSystem());
    }
}
