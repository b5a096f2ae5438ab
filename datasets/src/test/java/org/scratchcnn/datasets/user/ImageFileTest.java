package org.scratchcnn.datasets.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.datasets.user.ImageFile.BadImageException;
import org.scratchcnn.datasets.user.ImageOptions.Size;

class ImageFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp"})
    void readsTheColoursOfEveryLosslessFormat(String format) throws Exception {
        var file = write(TestImages.bytes(TestImages.plain(2, 3, new Color(10, 20, 30)), format));

        var image = ImageFile.read(file);

        assertThat(image.size()).isEqualTo(new Size(2, 3));
        assertThat(values(image))
                .containsExactly(10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 30, 30, 30, 30, 30, 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpeg"})
    void readsGreyAsItIsStored(String format) throws Exception {
        var stored = IntStream.range(0, 64).map(_ -> 77).toArray();
        var image = ImageFile.read(write(TestImages.bytes(TestImages.grey(8, 8, stored), format)));

        assertThat(values(image)).containsOnly(77);
    }

    @Test
    void keepsEveryGreyOfAPng() throws Exception {
        int[] all = IntStream.range(0, 256).toArray();
        var image = ImageFile.read(write(TestImages.bytes(TestImages.grey(16, 16, all), "png")));

        assertThat(Arrays.copyOf(values(image), 256)).isEqualTo(all);
        var luminance = new byte[256];
        image.copyLuminance(luminance, 0);
        assertThat(luminance).isEqualTo(Arrays.copyOf(image.planes(), 256));
    }

    @Test
    void takesTheHighByteOf16Bits() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x1234);
        image.getRaster().setSample(1, 0, 0, 0xFFFF);

        assertThat(values(ImageFile.read(write(TestImages.bytes(image, "png")))))
                .containsExactly(0x12, 0xFF, 0x12, 0xFF, 0x12, 0xFF);
    }

    @Test
    void readsBlackAndWhite() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(0, 0, 0xFFFFFFFF);

        assertThat(values(ImageFile.read(write(TestImages.bytes(image, "png")))))
                .containsExactly(255, 0, 255, 0, 255, 0);
    }

    @Test
    void laysTransparentPixelsOverWhite() throws Exception {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x800000FF);
        image.setRGB(2, 0, 0xFF010203);

        assertThat(values(ImageFile.read(write(TestImages.bytes(image, "png")))))
                .containsExactly(255, 127, 1, 255, 127, 2, 255, 255, 3);
    }

    /** Quarters of the upright image: top left, top right, bottom left, bottom right. */
    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void turnsPhotographsUpright(int orientation, String quarters) throws Exception {
        var stored = TestImages.plain(32, 64, Color.RED);
        var graphics = stored.createGraphics();
        graphics.drawImage(TestImages.plain(16, 32, Color.GREEN), 32, 0, null);
        graphics.drawImage(TestImages.plain(16, 32, Color.BLUE), 0, 16, null);
        graphics.drawImage(TestImages.plain(16, 32, Color.WHITE), 32, 16, null);
        graphics.dispose();
        var file = write(TestImages.withSegment(TestImages.bytes(stored, "jpeg"), 0xE1, exif(orientation)));

        var image = ImageFile.read(file);

        var upright = orientation < 5 ? new Size(32, 64) : new Size(64, 32);
        assertThat(image.size()).isEqualTo(upright).isEqualTo(ImageFile.size(file));
        assertThat(quarters(image)).isEqualTo(quarters);
    }

    @Test
    void takesAnOrientationThatMakesNoSenseForUpright() throws Exception {
        var jpeg = TestImages.bytes(TestImages.plain(8, 16, Color.RED), "jpeg");

        assertThat(ImageFile.size(write(TestImages.withSegment(jpeg, 0xE1, exif(99)))))
                .isEqualTo(new Size(8, 16));
        assertThat(ImageFile.size(write(TestImages.withSegment(jpeg, 0xE1, Arrays.copyOf(exif(6), 12)))))
                .isEqualTo(new Size(8, 16));
    }

    @Test
    void readsCmyk() throws Exception {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        for (int band : new int[] {0, 3}) { // stored inverted, as Adobe does: magenta and yellow make red
            raster.setSamples(
                    0, 0, 8, 8, band, IntStream.range(0, 64).map(_ -> 255).toArray());
        }
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        var adobe = "Adobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

        var image = ImageFile.read(write(TestImages.withSegment(out.toByteArray(), 0xEE, adobe)));

        assertThat(quarters(image)).isEqualTo("RRRR");
    }

    @Test
    void goesByTheContentNotByTheName() throws Exception {
        var file = folder.resolve("photo.PNG");
        TestImages.write(file, TestImages.bytes(TestImages.plain(4, 4, Color.WHITE), "jpeg"));

        assertThat(values(ImageFile.read(file))).containsOnly(255);
    }

    @Test
    void saysThatATextIsNoImage() {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> ImageFile.read(write("not a picture".getBytes(StandardCharsets.UTF_8))))
                .withMessage("is no PNG, JPEG, GIF or BMP");
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> ImageFile.read(write(new byte[0])))
                .withMessage("is no PNG, JPEG, GIF or BMP");
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> ImageFile.read(write(TestImages.bytes(TestImages.plain(2, 2, Color.RED), "tiff"))))
                .withMessage("is no PNG, JPEG, GIF or BMP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void noticesThatAFileBreaksOff(String format) throws Exception {
        var noise = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1600; i++) {
            noise.setRGB(i % 40, i / 40, i * 0x9E3779B1);
        }
        byte[] whole = TestImages.bytes(noise, format);

        for (int length : new int[] {whole.length / 2, whole.length * 9 / 10, 30}) {
            assertThatExceptionOfType(BadImageException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> ImageFile.read(write(Arrays.copyOf(whole, length))));
        }
    }

    @Test
    void noticesThatAPartOfAPhotographIsMissing() throws Exception {
        byte[] whole =
                TestImages.bytes(TestImages.grey(16, 16, IntStream.range(0, 256).toArray()), "jpeg");
        byte[] half = Arrays.copyOf(whole, whole.length - 20);
        half[half.length - 2] = (byte) 0xFF; // the marker of the end
        half[half.length - 1] = (byte) 0xD9;

        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> ImageFile.read(write(half)))
                .withMessage("is damaged: Corrupt JPEG data: premature end of data segment");
        assertThat(ImageFile.read(write(Arrays.copyOf(whole, whole.length + 20)))
                        .size())
                .isEqualTo(new Size(16, 16));
    }

    @Test
    void refusesAnEnormousImageByItsHeader() throws Exception {
        byte[] png = TestImages.bytes(TestImages.plain(1, 1, Color.RED), "png");
        ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> ImageFile.read(write(png)))
                .withMessage("has 30,000×30,000 pixels, more than 100,000,000 in all");
    }

    private Path write(byte[] content) throws IOException {
        return TestImages.write(folder.resolve("image.png"), content);
    }

    /** A TIFF directory of one entry, Orientation. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static String quarters(RgbImage image) {
        var names = Map.of(0b100, "R", 0b010, "G", 0b001, "B", 0b111, "W");
        int height = image.size().height();
        int width = image.size().width();
        return IntStream.of(
                        height / 4 * width + width / 4,
                        height / 4 * width + width * 3 / 4,
                        height * 3 / 4 * width + width / 4,
                        height * 3 / 4 * width + width * 3 / 4)
                .map(at -> IntStream.range(0, 3)
                        .map(c -> (image.planes()[c * height * width + at] & 0xFF) > 127 ? 4 >> c : 0)
                        .sum())
                .mapToObj(colour -> names.getOrDefault(colour, "?"))
                .collect(Collectors.joining());
    }

    private static int[] values(RgbImage image) {
        return IntStream.range(0, image.planes().length)
                .map(i -> image.planes()[i] & 0xFF)
                .toArray();
    }
}
