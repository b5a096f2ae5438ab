package org.scratchcnn.reports.table;

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
}
