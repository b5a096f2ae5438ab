package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.awt.Font;

/** The type of all charts. None is 12 pixels high: VectorGraphics2D leaves that size out, and viewers take 16. */
final class Fonts {

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    static final Color INK = new Color(0x222222);
    static final Color SOFT_INK = new Color(0x666666);
    static final Color GRID = new Color(0xDDDDDD);

    private Fonts() {}
}
