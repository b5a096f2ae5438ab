package org.scratchcnn.datasets.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.scratchcnn.datasets.user.ImageOptions.Size;
import org.w3c.dom.Element;

/** Reads single image files: PNG, JPEG, GIF (its first picture) or BMP, whatever their names say. */
final class ImageFile {

    /** A file with more pixels is refused by its header: decoded, it would take several bytes for each. */
    static final long MOST_PIXELS = 100_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    /** A file is no image that can be used; the message says why in a few words, to follow the file's name. */
    static final class BadImageException extends Exception {

        private static final long serialVersionUID = 1L;

        private BadImageException(String reason) {
            super(reason);
        }

        private BadImageException(String reason, Exception cause) {
            super(reason, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** What is taken from a file that was opened. */
    private interface Reading<T> {
        T read(ImageReader reader, Size stored, Orientation orientation) throws IOException, BadImageException;
    }

    private ImageFile() {}

    /** The size of the upright image, by the header alone. */
    static Size size(Path file) throws BadImageException {
        return open(file, (_, stored, orientation) -> orientation.upright(stored));
    }

    static RgbImage read(Path file) throws BadImageException {
        return open(file, (reader, _, orientation) -> {
            var warnings = new ArrayList<String>();
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            var image = reader.read(0);
            for (String warning : warnings) {
                if (isGrave(warning)) {
                    throw new BadImageException("is damaged: " + warning);
                }
            }
            return RgbImage.of(image, orientation);
        });
    }

    /** The decoder of JPEGs makes up what is missing and only warns; superfluous bytes, as some cameras write, do no harm. */
    private static boolean isGrave(String warning) {
        return warning.startsWith("Truncated")
                || (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes"));
    }

    private static <T> T open(Path file, Reading<T> reading) throws BadImageException {
        try (var in = new FileImageInputStream(file.toFile())) {
            var reader = reader(in);
            try {
                reader.setInput(in);
                var stored = new Size(reader.getHeight(0), reader.getWidth(0));
                if ((long) stored.height() * stored.width() > MOST_PIXELS) {
                    throw new BadImageException(String.format(
                            Locale.ROOT,
                            "has %,d×%,d pixels, more than %,d in all",
                            stored.height(),
                            stored.width(),
                            MOST_PIXELS));
                }
                return reading.read(reader, stored, orientation(reader));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // the latter is how readers fail on some broken files
            throw new BadImageException("can't be read: " + firstLine(e), e);
        }
    }

    private static ImageReader reader(ImageInputStream in) throws BadImageException {
        var readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            var reader = readers.next();
            if (FORMATS.contains(format(reader))) {
                return reader;
            }
        }
        throw new BadImageException("is no PNG, JPEG, GIF or BMP");
    }

    private static String format(ImageReader reader) {
        try {
            return reader.getFormatName().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As EXIF says, which TwelveMonkeys' reader of JPEGs hands on; other formats are upright. */
    private static Orientation orientation(ImageReader reader) {
        if (!format(reader).equals("jpeg")) {
            return Orientation.UPRIGHT;
        }
        try {
            var metadata = (IIOMetadataNode)
                    reader.getImageMetadata(0).getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
            return metadata.getElementsByTagName("ImageOrientation").item(0) instanceof Element element
                    ? Orientation.named(element.getAttribute("value"))
                    : Orientation.UPRIGHT;
        } catch (IOException | RuntimeException _) {
            return Orientation.UPRIGHT; // broken metadata don't spoil the picture
        }
    }

    private static String firstLine(Exception e) {
        var message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().get();
    }
}
