package org.scratchcnn.reports.chart;

import java.awt.Graphics2D;

/** One picture of a figure, of a fixed size in pixels. */
interface Panel {

    int width();

    int height();

    /** What there is to see, in words, for those who can't see it. */
    String description();

    /** Paints the panel with its top left corner at the origin. */
    void paint(Graphics2D graphics);
}
