package org.scratchcnn.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.scratchcnn.inspect.DisplayImage;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.chart.ContactSheet.Group;
import org.scratchcnn.reports.chart.ContactSheet.Tile;

class ContactSheetTest {

    private static final int RED = 0xFFFF0000;

    /** Red on the left, blue on the right. */
    private static final DisplayImage COLOURS =
            new DisplayImage(Shape.image(3, 1, 2), new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255});

    private static Tile tile(boolean crossed) {
        return new Tile(COLOURS, 40, List.of("red, blue"), crossed);
    }

    private static BufferedImage sheet(Tile... tiles) throws IOException {
        var group = new Group("heading", "note", List.of(tiles));
        return read(new ContactSheet("name", "title", "", List.of(group)).png());
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long count(BufferedImage image, int colour) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> pixel == colour)
                .count();
    }

    @Test
    void smallImagesAreEnlargedByWholePixelsAndLargeOnesMadeSmaller() {
        assertThat(tile(false).width()).isEqualTo(40);
        assertThat(tile(false).height()).isEqualTo(20);
        var row = new DisplayImage(Shape.image(1, 1, 28), new byte[28]);
        assertThat(new Tile(row, 72, List.of(), false).width()).isEqualTo(84);
        assertThat(new Tile(row, 20, List.of(), false).width()).isEqualTo(28);
        assertThat(new Tile(row, 7, List.of(), false).width()).isEqualTo(14);
        assertThat(new Tile(row, 7, List.of(), false).height()).isEqualTo(1);
    }

    @Test
    void aTilesAddressHoldsItsPixels() throws IOException {
        var address = tile(false).address();

        assertThat(address).startsWith("data:image/png;base64,");
        var picture = read(Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1)));
        assertThat(picture.getWidth()).isEqualTo(2);
        assertThat(picture.getRGB(0, 0)).isEqualTo(RED);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF0000FF);
    }

    @Test
    void aSheetShowsItsTilesInSharpSquares() throws IOException {
        // In double size, less a border.
        assertThat(count(sheet(tile(false)), RED)).isBetween(1400L, 1600L);
        assertThat(count(sheet(tile(false), tile(false)), RED)).isEqualTo(2 * count(sheet(tile(false)), RED));
    }

    @Test
    void whatIsCrossedOutIsSeenToBe() throws IOException {
        int orange = ChartStyle.color(3).getRGB();

        assertThat(count(sheet(tile(false)), orange)).isZero();
        assertThat(count(sheet(tile(true)), orange)).isPositive();
    }

    @Test
    void moreTilesMakeMoreRowsAndNoWiderSheet() throws IOException {
        var one = sheet(tile(false));
        var many = sheet(Collections.nCopies(100, tile(false)).toArray(Tile[]::new));

        assertThat(many.getWidth()).isEqualTo(one.getWidth());
        assertThat(many.getHeight()).isGreaterThan(one.getHeight());
        assertThat(count(many, RED)).isEqualTo(100 * count(one, RED));
    }

    @Test
    void longWordsAreBrokenAndLongCaptionsShortened() throws IOException {
        var endless = "word ".repeat(100) + "w".repeat(400);
        var group = new Group(endless, endless, List.of(new Tile(COLOURS, 40, List.of(endless), false)));

        assertThat(read(new ContactSheet("name", endless, endless, List.of(group)).png())
                        .getHeight())
                .isGreaterThan(sheet(tile(false)).getHeight());
    }
}
