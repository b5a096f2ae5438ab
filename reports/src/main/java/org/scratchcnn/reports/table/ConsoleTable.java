package org.scratchcnn.reports.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables as aligned text. */
public final class ConsoleTable {

    /** Longer cells are broken into lines. */
    private static final int MAX_COLUMN_WIDTH = 72;

    private ConsoleTable() {}

    /** The caption, the table, and the notes; ends with a line break. */
    public static String render(Table table) {
        var text = new StringBuilder(table.caption()).append('\n');
        text.append(rows(table, 0, AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER))
                .append('\n');
        table.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    /** The same without notes, and narrower: each value of the first column stands in a line above its rows. */
    public static String renderGrouped(Table table) {
        var lines =
                new ArrayList<>(List.of(rows(table, 1, AsciiTable.NO_BORDERS).split("\n")));
        int header = lines.size() - table.rows().size();
        for (int row = table.rows().size() - 1; row >= 0; row--) {
            var group = table.rows().get(row).getFirst();
            if (row == 0 || !table.rows().get(row - 1).getFirst().equals(group)) {
                lines.add(header + row, group);
            }
        }
        return table.caption() + "\n" + String.join("\n", lines) + "\n";
    }

    private static String rows(Table table, int firstColumn, Character[] border) {
        return AsciiTable.builder()
                .border(border)
                .lineSeparator("\n")
                .data(
                        table.rows(),
                        IntStream.range(firstColumn, table.columns().size())
                                .mapToObj(i -> column(table.columns().get(i), i))
                                .toList())
                .asString()
                .replaceAll(" +(?=\n|$)", "");
    }

    private static ColumnData<List<String>> column(Column column, int index) {
        var alignment = switch (column.alignment()) {
            case LEFT -> HorizontalAlign.LEFT;
            case RIGHT -> HorizontalAlign.RIGHT;
        };
        return new com.github.freva.asciitable.Column()
                .header(column.heading())
                .headerAlign(alignment)
                .dataAlign(alignment)
                .maxWidth(MAX_COLUMN_WIDTH, OverflowBehaviour.NEWLINE)
                .with(row -> row.get(index));
    }
}
