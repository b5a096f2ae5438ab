package org.scratchcnn.reports.chart;

/** A name and the style that it is drawn in. */
record LegendEntry(String name, SeriesStyle style, Symbol symbol) {

    /** What stands before the name. */
    enum Symbol {
        /** A line with a marker. */
        LINE(34),
        /** A filled dot. */
        DOT(18);

        private final int width;

        Symbol(int width) {
            this.width = width;
        }

        /** With the space before the name. */
        int width() {
            return width;
        }
    }
}
