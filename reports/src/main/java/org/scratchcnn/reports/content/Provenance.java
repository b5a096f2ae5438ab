package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.core.record.ComparisonRecord.Machine;
import org.scratchcnn.reports.result.DataSource;

/** What stands beside every table: the machine, the data, and the command that measured it. */
public final class Provenance {

    private static final List<String> PREFIXES = List.of("Machine: ", "Data: ", "Command: ");

    private Provenance() {}

    public static List<String> of(ComparisonRecord record, DataSource data) {
        return List.of(
                "Machine: " + machine(record.machine()), "Data: " + data.fingerprint(), "Command: " + record.command());
    }

    /** For tables that no single data set is behind. */
    public static List<String> withoutData(ComparisonRecord record) {
        return List.of("Machine: " + machine(record.machine()), "Command: " + record.command());
    }

    /** Whether a table's note says where its figures come from, not how they are to be read. */
    public static boolean isProvenance(String note) {
        return PREFIXES.stream().anyMatch(note::startsWith);
    }

    public static String machine(Machine machine) {
        return "%s, %d core%s, %s GiB memory, %s"
                .formatted(
                        machine.cpu(),
                        machine.cores(),
                        machine.cores() == 1 ? "" : "s",
                        String.format(Locale.ROOT, "%.1f", machine.memoryBytes() / (double) (1L << 30)),
                        machine.operatingSystem());
    }
}
