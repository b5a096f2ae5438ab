package org.scratchcnn.datasets.user;

import java.nio.file.Files;
import java.nio.file.Path;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.user.ImageFile.BadImageException;
import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.datasets.user.ImageOptions.Size;
import org.scratchcnn.network.Shape;

/** One image file by itself. */
public final class SingleImage {

    private SingleImage() {}

    /**
     * Reads an image as {@link ImageFolder} does.
     *
     * @param shape in 1 channel or 3
     * @return its pixels, {@code [C, H, W]}, row-major, unsigned
     * @throws UnusableDataException if the file can't be read as an image
     */
    public static byte[] read(Path file, Shape.Image shape, Fit fit) {
        if (!Files.isRegularFile(file)) {
            throw UnusableDataException.of(
                    "%s is %s, but should be an image file", file, Files.exists(file) ? "a folder" : "not there");
        }
        try {
            var image = Resampling.resize(ImageFile.read(file), new Size(shape.height(), shape.width()), fit);
            if (shape.channels() != 1) {
                return image.planes();
            }
            var pixels = new byte[shape.size()];
            image.copyLuminance(pixels, 0);
            return pixels;
        } catch (BadImageException e) {
            throw UnusableDataException.of("%s %s", file, e.reason());
        }
    }
}
