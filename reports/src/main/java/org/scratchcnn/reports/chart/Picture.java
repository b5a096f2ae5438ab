package org.scratchcnn.reports.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.reports.chart.Figure.Panel;

/** A chart that was drawn, as SVG and as PNG, or why it could not be. Works without a display. */
public final class Picture {

    /** Pixels of a PNG per pixel of the chart, so that it stays sharp on dense displays. */
    private static final int PNG_SCALE = 2;

    private static final Pattern FONT_FAMILY = Pattern.compile("font-family:&quot;[^&]*&quot;");

    private final int width;
    private final byte[] svg;
    private final byte[] png;
    private final @Nullable String failure;

    private Picture(int width, byte[] svg, byte[] png, @Nullable String failure) {
        this.width = width;
        this.svg = svg;
        this.png = png;
        this.failure = failure;
    }

    /** Draws a chart. Whatever that throws, errors of the JDK's graphics too, costs the chart alone. */
    public static Picture of(Panel panel) {
        try {
            var chart = panel.chart().get();
            return new Picture(chart.getWidth(), svg(chart), png(chart), null);
        } catch (Throwable e) {
            return new Picture(0, new byte[0], new byte[0], "This chart could not be drawn: " + e);
        }
    }

    /** Why the chart is not there; absent if it is. */
    public @Nullable String failure() {
        return failure;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** The SVG as an address that needs no file. */
    public String address() {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    }

    /**
     * Writes the SVG, and a PNG beside it if {@code both}; nothing if the chart could not be drawn.
     *
     * @param folder must be there
     * @param name without an extension
     * @throws IOException if a file can't be written
     */
    public void write(Path folder, String name, boolean both) throws IOException {
        if (failure == null) {
            AtomicFile.write(folder.resolve(name + ".svg"), svg);
            if (both) {
                AtomicFile.write(folder.resolve(name + ".png"), png);
            }
        }
    }

    private static byte[] svg(XYChart chart) throws IOException {
        // Fonts are written by the name that they have here; other machines need to know what else will do. Verdana's
        // letters are as wide as those of DejaVu Sans.
        return FONT_FAMILY
                .matcher(new String(ChartEncoder.getBytes(chart, "svg"), UTF_8))
                .replaceAll("$0,Verdana,sans-serif")
                .getBytes(UTF_8);
    }

    private static byte[] png(XYChart chart) throws IOException {
        var image = new BufferedImage(
                PNG_SCALE * chart.getWidth(), PNG_SCALE * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        var output = new ByteArrayOutputStream();
        ImageIO.write(image, "png", output);
        return output.toByteArray();
    }
}
