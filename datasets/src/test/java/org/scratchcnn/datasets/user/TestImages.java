package org.scratchcnn.datasets.user;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Small image files. */
final class TestImages {

    private TestImages() {}

    static BufferedImage plain(int height, int width, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    static BufferedImage grey(int height, int width, int... values) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, width, height, 0, values);
        return image;
    }

    static byte[] bytes(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("Nothing writes such an image as " + format);
        }
        return out.toByteArray();
    }

    /** Writes a PNG and the folders that it needs. */
    static Path write(Path file, BufferedImage image) throws IOException {
        return write(file, bytes(image, "png"));
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** A JPEG with another segment right after its beginning. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(
                new byte[] {(byte) 0xFF, (byte) marker, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)
                });
        out.writeBytes(content);
        out.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
        return out.toByteArray();
    }
}
