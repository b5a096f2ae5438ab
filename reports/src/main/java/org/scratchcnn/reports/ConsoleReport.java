package org.scratchcnn.reports;

import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.Table;

/** What a report says in short: one table, and what may be concluded. */
public final class ConsoleReport {

    /** Columns that a terminal has at least. */
    private static final int WIDTH = 100;

    private ConsoleReport() {}

    /** The table that sums up the others, its notes and the conclusions, in lines of at most 100 columns. */
    public static String of(ReportContent content) {
        var overview = content.overview().stream().limit(1).toList();
        var text = new StringBuilder();
        overview.forEach(table -> text.append(table(table)).append('\n'));
        Stream.concat(overview.stream().flatMap(table -> table.notes().stream()), content.conclusions().stream())
                .forEach(sentence -> text.append(sentence.replaceAll("(.{1,%s})(?: |$)".formatted(WIDTH), "$1\n")));
        return text.toString();
    }

    private static String table(Table table) {
        var plain = ConsoleTable.render(new Table(table.caption(), table.columns(), table.rows(), List.of()));
        return plain.lines().allMatch(line -> line.length() <= WIDTH)
                ? plain
                : ConsoleTable.renderGrouped(table, WIDTH);
    }
}
