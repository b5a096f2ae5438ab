package org.scratchcnn.reports.table;

import java.util.List;
import java.util.stream.IntStream;

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
     * Several columns.
     *
     * @param alignments a letter a column, as in LaTeX: {@code l} for words, {@code r} for numbers
     */
    public static List<Column> list(String alignments, String... headings) {
        if (alignments.length() != headings.length) {
            throw new IllegalArgumentException(
                    "\"%s\" is not as long as the list of its headings %s".formatted(alignments, List.of(headings)));
        }
        return IntStream.range(0, headings.length)
                .mapToObj(i -> alignments.charAt(i) == 'r' ? number(headings[i]) : text(headings[i]))
                .toList();
    }
}
