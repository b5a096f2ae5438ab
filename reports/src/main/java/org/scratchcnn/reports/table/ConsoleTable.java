package org.scratchcnn.reports.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
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
        var columns = IntStream.range(0, table.columns().size())
                .mapToObj(i -> column(table.columns().get(i), i))
                .toList();
        text.append(AsciiTable.builder()
                        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                        .lineSeparator("\n")
                        .data(table.rows(), columns)
                        .asString())
                .append('\n');
        table.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
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
