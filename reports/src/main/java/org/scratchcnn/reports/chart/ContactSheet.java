package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.scratchcnn.inspect.DisplayImage;

/**
 * Small images under headings, enlarged pixel by pixel, with a caption each.
 *
 * @param name of its file, without an extension
 * @param note what a reader has to know to read it
 */
public record ContactSheet(String name, String title, String note, List<Group> groups) {

    private static final int WIDTH = 1120;
    private static final int MARGIN = 16;
    private static final int GAP = 10;
    private static final int LONGEST_CAPTION = 170;

    /** A sheet that is higher than this is not drawn in double size, as memory is not endless. */
    private static final int HIGH = 6000;

    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    public ContactSheet {
        groups = List.copyOf(groups);
    }

    /** Images that belong together. */
    public record Group(String heading, String note, List<Tile> tiles) {

        public Group {
            tiles = List.copyOf(tiles);
        }
    }

    /**
     * An image with a caption.
     *
     * @param side how long its longer side should be, in pixels, as far as whole multiples of its own pixels allow
     * @param caption in lines
     * @param crossed whether it is crossed out, as it shows nothing
     */
    public record Tile(DisplayImage image, int side, List<String> caption, boolean crossed) {

        private static final int LARGEST_ZOOM = 24;

        public Tile {
            caption = List.copyOf(caption);
        }

        /** As it is shown, in pixels. */
        public int width() {
            return (int) Math.max(1, Math.round(zoom() * image.shape().width()));
        }

        /** As it is shown, in pixels. */
        public int height() {
            return (int) Math.max(1, Math.round(zoom() * image.shape().height()));
        }

        private double zoom() {
            int longer = Math.max(image.shape().width(), image.shape().height());
            return longer > 2 * side
                    ? 2.0 * side / longer
                    : Math.clamp(Math.round((double) side / longer), 1, LARGEST_ZOOM);
        }

        /** The image in its own size, as an address that needs no file. */
        public String address() {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(picture()));
        }

        private BufferedImage picture() {
            int width = image.shape().width();
            int area = image.shape().height() * width;
            int colour = image.shape().channels() == 1 ? 0 : area;
            var picture = new BufferedImage(width, image.shape().height(), BufferedImage.TYPE_INT_RGB);
            byte[] pixels = image.pixels();
            for (int i = 0; i < area; i++) {
                picture.setRGB(
                        i % width,
                        i / width,
                        (pixels[i] & 0xFF) << 16 | (pixels[i + colour] & 0xFF) << 8 | (pixels[i + 2 * colour] & 0xFF));
            }
            return picture;
        }
    }

    /** The whole sheet as PNG. */
    public byte[] png() {
        int height = new Pen(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics()).draw(this);
        int scale = height > HIGH ? 1 : 2;
        var sheet = new BufferedImage(scale * WIDTH, scale * height, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.scale(scale, scale);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        new Pen(graphics).draw(this);
        graphics.dispose();
        return encode(sheet);
    }

    private static byte[] encode(BufferedImage image) {
        var output = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can't fail to be written", e);
        }
        return output.toByteArray();
    }

    /** Goes down the sheet. */
    private static final class Pen {

        private final Graphics2D graphics;
        private int y = MARGIN;

        Pen(Graphics2D graphics) {
            this.graphics = graphics;
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        }

        /** @return the height of it all */
        int draw(ContactSheet sheet) {
            paragraph(sheet.title(), ChartStyle.TITLE, ChartStyle.INK);
            paragraph(sheet.note(), ChartStyle.TEXT, ChartStyle.SOFT_INK);
            for (var group : sheet.groups()) {
                y += GAP;
                paragraph(group.heading(), ChartStyle.HEADING, ChartStyle.INK);
                paragraph(group.note(), ChartStyle.SMALL, ChartStyle.SOFT_INK);
                y += GAP / 2;
                tiles(group.tiles());
            }
            return y + MARGIN;
        }

        private void paragraph(String words, Font font, Color color) {
            var line = "";
            for (var word : words.split(" ")) {
                var longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, font) > WIDTH - 2 * MARGIN) {
                    line(line, font, color);
                    longer = word;
                }
                line = longer;
            }
            if (!line.isEmpty()) {
                line(line, font, color);
            }
        }

        private void line(String words, Font font, Color color) {
            y += lineHeight(font);
            text(words, MARGIN, y - 4, font, color);
        }

        private void tiles(List<Tile> tiles) {
            int cell = 0;
            int height = 0;
            int lines = 0;
            for (var tile : tiles) {
                cell = Math.max(cell, tile.width());
                for (var words : tile.caption()) {
                    cell = Math.max(cell, (int) Math.ceil(Math.min(LONGEST_CAPTION, width(words, ChartStyle.SMALL))));
                }
                height = Math.max(height, tile.height());
                lines = Math.max(lines, tile.caption().size());
            }
            int most = Math.max(1, (WIDTH - 2 * MARGIN + GAP) / (cell + GAP));
            // As many in each row, rather than a few in the last.
            int columns = Math.ceilDiv(tiles.size(), Math.ceilDiv(tiles.size(), most));
            for (int i = 0; i < tiles.size(); i++) {
                int row = y + i / columns * (height + lines * lineHeight(ChartStyle.SMALL) + GAP);
                tile(tiles.get(i), MARGIN + i % columns * (cell + GAP), row);
            }
            y += Math.ceilDiv(tiles.size(), columns) * (height + lines * lineHeight(ChartStyle.SMALL) + GAP);
        }

        private void tile(Tile tile, int x, int top) {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION,
                    tile.zoom() < 1
                            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            graphics.drawImage(tile.picture(), x, top, tile.width(), tile.height(), null);
            graphics.setColor(ChartStyle.SOFT_INK);
            if (tile.crossed()) {
                graphics.setColor(ChartStyle.color(3));
                graphics.drawLine(x, top, x + tile.width(), top + tile.height());
                graphics.drawLine(x, top + tile.height(), x + tile.width(), top);
            }
            graphics.drawRect(x, top, tile.width(), tile.height());
            int baseline = top + tile.height();
            for (var words : tile.caption()) {
                baseline += lineHeight(ChartStyle.SMALL);
                text(shortened(words), x, baseline - 1, ChartStyle.SMALL, ChartStyle.INK);
            }
        }

        private static String shortened(String words) {
            var kept = words;
            while (width(kept, ChartStyle.SMALL) > LONGEST_CAPTION) {
                kept = kept.substring(0, kept.length() - 2) + "…";
            }
            return kept;
        }

        private void text(String words, int x, int baseline, Font font, Color color) {
            graphics.setFont(font);
            graphics.setColor(color);
            graphics.drawString(words, x, baseline);
        }

        private static int lineHeight(Font font) {
            return font.getSize() + 4;
        }

        private static double width(String words, Font font) {
            return font.getStringBounds(words, METRICS).getWidth();
        }
    }
}
