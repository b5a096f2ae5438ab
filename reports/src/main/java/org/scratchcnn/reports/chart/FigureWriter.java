package org.scratchcnn.reports.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.scratchcnn.worker.record.AtomicFile;

/** Figures as files. Works without a display. */
public final class FigureWriter {

    /** Pixels of a PNG per pixel of the layout, so that it stays sharp on dense displays. */
    private static final int PNG_SCALE = 2;

    private FigureWriter() {}

    public static String svgName(Figure figure) {
        return figure.name() + ".svg";
    }

    public static String pngName(Figure figure) {
        return figure.name() + ".png";
    }

    /**
     * Writes the figure as SVG and as PNG.
     *
     * @param folder must be there
     * @throws IOException if a file can't be written
     */
    public static void write(Figure figure, Path folder) throws IOException {
        var layout = new FigureLayout(figure);
        AtomicFile.write(folder.resolve(pngName(figure)), png(layout));
        AtomicFile.write(
                folder.resolve(svgName(figure)),
                SvgDocument.of(layout.width(), layout.height(), layout::paint).getBytes(UTF_8));
    }

    private static byte[] png(FigureLayout layout) throws IOException {
        var output = new ByteArrayOutputStream();
        if (!ImageIO.write(image(layout), "png", output)) {
            throw new IOException("This Java runtime can't write PNG images");
        }
        return output.toByteArray();
    }

    private static BufferedImage image(FigureLayout layout) {
        var image =
                new BufferedImage(PNG_SCALE * layout.width(), PNG_SCALE * layout.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.scale(PNG_SCALE, PNG_SCALE);
            layout.paint(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
