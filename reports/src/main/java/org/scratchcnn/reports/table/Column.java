package org.scratchcnn.reports.table;

import java.util.List;
import java.util.stream.Stream;

/** A table's column. */
public record Column(String heading, Alignment alignment) {

    /** Where a column's cells stand. */
    public enum Alignment {
        LEFT,
        RIGHT
    }

    /** A column of words. */
    public static Column text(String heading) {
        return new Column(heading, Alignment.LEFT);
    }

    /** A column of numbers. */
    public static Column number(String heading) {
        return new Column(heading, Alignment.RIGHT);
    }

    /**
     * The columns of a heading line, separated by {@code |}; those of numbers have a colon at their end, as in Markdown:
     * {@code Engine | Threads: | ms:}.
     */
    public static List<Column> list(String headings) {
        return Stream.of(headings.split(" \\| "))
                .map(heading ->
                        heading.endsWith(":") ? number(heading.substring(0, heading.length() - 1)) : text(heading))
                .toList();
    }
}
