package org.scratchcnn.reports.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.scratchcnn.records.AtomicFile;

/** Figures as files. Works without a display. */
public final class FigureWriter {

    /** Pixels of a PNG per pixel of the layout, so that it stays sharp on dense displays. */
    private static final int PNG_SCALE = 2;

    private static final Pattern FONT_FAMILY = Pattern.compile("font-family:&quot;[^&]*&quot;");

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
        AtomicFile.write(folder.resolve(svgName(figure)), svg(layout).getBytes(UTF_8));
    }

    private static byte[] png(FigureLayout layout) throws IOException {
        var output = new ByteArrayOutputStream();
        if (!ImageIO.write(image(layout), "png", output)) {
            throw new IOException("This Java runtime can't write PNG images");
        }
        return output.toByteArray();
    }

    private static String svg(FigureLayout layout) throws IOException {
        var graphics = new VectorGraphics2D();
        layout.paint(graphics);
        var output = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(graphics.getCommands(), new PageSize(layout.width(), layout.height()))
                .writeTo(output);
        // Fonts are written by the name that they have here; other machines need to know what else will do.
        return FONT_FAMILY.matcher(output.toString(UTF_8)).replaceAll("$0,sans-serif");
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
