package org.scratchcnn.reports.table;

import java.util.List;
import java.util.stream.Collectors;

/** Tables in GitHub's Markdown. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /** The caption in bold, the table, and the notes as a list; ends with a line break. */
    public static String render(Table table) {
        var text = new StringBuilder();
        text.append("**").append(escape(table.caption())).append("**\n\n");
        text.append(row(table.columns().stream().map(Column::heading).toList()));
        text.append(table.columns().stream()
                .map(column -> switch (column.alignment()) {
                    case LEFT -> "---";
                    case RIGHT -> "---:";
                })
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        table.rows().forEach(cells -> text.append(row(cells)));
        if (!table.notes().isEmpty()) {
            text.append('\n');
            table.notes().forEach(note -> text.append("- ").append(escape(note)).append('\n'));
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownTable::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Plain text as Markdown that shows it unchanged. */
    public static String escape(String text) {
        return text.replaceAll("[\\\\`*_<>|]", "\\\\$0").replaceAll("\\R", " ");
    }
}
