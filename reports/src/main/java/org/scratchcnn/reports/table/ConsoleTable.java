package org.scratchcnn.reports.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables as aligned text. */
public final class ConsoleTable {

    /** Longer cells are broken into lines. */
    private static final int MAX_COLUMN_WIDTH = 72;

    /** Spaces around a cell. */
    private static final int PADDING = 2;

    private static final String MARK = "\u0001";

    private ConsoleTable() {}

    /** The caption, the table, and the notes; ends with a line break. */
    public static String render(Table table) {
        var text = new StringBuilder(table.caption()).append('\n');
        text.append(rows(table, MAX_COLUMN_WIDTH, AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER))
                .append('\n');
        table.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    /**
     * The same without notes, and narrower: each value of the first column stands in a line above its rows, and cells are
     * broken into lines where the table would be wider than {@code width} characters.
     */
    public static String renderGrouped(Table table, int width) {
        var wide = grouped(table, MAX_COLUMN_WIDTH);
        return wide.lines().allMatch(line -> line.length() <= width)
                ? wide
                : grouped(table, width / (table.columns().size() - 1) - PADDING);
    }

    private static String grouped(Table table, int maxColumnWidth) {
        // A mark tells the first line of a row from those that its cells are broken into.
        var marked = new Table(
                table.caption(),
                Stream.concat(
                                Stream.of(Column.text("")),
                                table.columns().stream().skip(1))
                        .toList(),
                table.rows().stream()
                        .map(row -> Stream.concat(Stream.of(MARK), row.stream().skip(1))
                                .toList())
                        .toList(),
                List.of());
        var text = new StringBuilder(table.caption()).append('\n');
        int row = 0;
        for (var line : rows(marked, maxColumnWidth, AsciiTable.NO_BORDERS).split("\n")) {
            if (line.contains(MARK)) {
                var group = table.rows().get(row).getFirst();
                if (row == 0 || !table.rows().get(row - 1).getFirst().equals(group)) {
                    text.append(group).append('\n');
                }
                row++;
            }
            text.append(line.substring(Math.min(line.length(), MARK.length() + PADDING)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String rows(Table table, int maxColumnWidth, Character[] border) {
        return AsciiTable.builder()
                .border(border)
                .lineSeparator("\n")
                .data(
                        table.rows(),
                        IntStream.range(0, table.columns().size())
                                .mapToObj(i -> column(table.columns().get(i), i, maxColumnWidth))
                                .toList())
                .asString()
                .replaceAll(" +(?=\n|$)", "");
    }

    private static ColumnData<List<String>> column(Column column, int index, int maxWidth) {
        var alignment = switch (column.alignment()) {
            case LEFT -> HorizontalAlign.LEFT;
            case RIGHT -> HorizontalAlign.RIGHT;
        };
        return new com.github.freva.asciitable.Column()
                .header(column.heading())
                .headerAlign(alignment)
                .dataAlign(alignment)
                .maxWidth(maxWidth, OverflowBehaviour.NEWLINE)
                .with(row -> row.get(index));
    }
}
