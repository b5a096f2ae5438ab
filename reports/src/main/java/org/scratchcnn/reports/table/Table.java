package org.scratchcnn.reports.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table with what a reader needs to know beside it.
 *
 * @param rows one cell a column, as plain text
 * @param notes below the table, one a line
 */
public record Table(String caption, List<Column> columns, List<List<String>> rows, List<String> notes) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A row of \"%s\" has %d cells for %d columns: %s",
                        caption,
                        row.size(),
                        columns.size(),
                        row));
            }
        }
    }

    /** The same table without the columns whose cells are all empty. */
    public Table withoutEmptyColumns() {
        var kept = IntStream.range(0, columns.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .boxed()
                .toList();
        return new Table(
                caption,
                kept.stream().map(columns::get).toList(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
                notes);
    }
}
