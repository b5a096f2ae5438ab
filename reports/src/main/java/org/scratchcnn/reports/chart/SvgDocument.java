package org.scratchcnn.reports.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Something painted, as the text of an SVG document. */
final class SvgDocument {

    private static final Pattern FONT_FAMILY = Pattern.compile("font-family:&quot;[^&]*&quot;");

    private SvgDocument() {}

    static String of(int width, int height, Consumer<Graphics2D> painting) {
        var graphics = new VectorGraphics2D();
        painting.accept(graphics);
        var output = new ByteArrayOutputStream();
        try {
            Processors.get("svg")
                    .getDocument(graphics.getCommands(), new PageSize(width, height))
                    .writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException("An array can't fail to be written", e);
        }
        // Fonts are written by the name that they have here; other machines need to know what else will do. Verdana's
        // letters are as wide as those of DejaVu Sans.
        return FONT_FAMILY.matcher(output.toString(UTF_8)).replaceAll("$0,Verdana,sans-serif");
    }
}
