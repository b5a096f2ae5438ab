package org.scratchcnn.datasets.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file that was found, plain or gzip.
 *
 * @param bytes on disk
 */
record DataFile(Path path, long bytes, boolean gzipped) {

    private static final int BUFFER = 1 << 16;

    /** What reads a file's content; failures of the format and of the file system are translated around it. */
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * The file {@code name.gz}, whose content is unpacked, or else {@code name} in {@code folder}. The packed one comes
     * first since that is what downloads bring.
     *
     * @return null if there is neither
     * @throws InaccessibleDataException if the file system doesn't tell
     */
    static @Nullable DataFile findPackedOrPlain(Path folder, String name) {
        var packed = find(folder.resolve(name + ".gz"), true);
        return packed != null ? packed : findPlain(folder, name);
    }

    /** The file of exactly that name, whose content is taken as it is; null if it isn't there. */
    static @Nullable DataFile findPlain(Path folder, String name) {
        return find(folder.resolve(name), false);
    }

    /** A file that must be there. */
    static DataFile of(Path path, boolean gzipped) {
        try {
            return existing(path, gzipped);
        } catch (IOException e) {
            throw InaccessibleDataException.reading(path, e);
        }
    }

    private static @Nullable DataFile find(Path path, boolean gzipped) {
        try {
            return existing(path, gzipped);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw InaccessibleDataException.reading(path, e);
        }
    }

    private static DataFile existing(Path path, boolean gzipped) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new MalformedDataException(path, "at this place", "a file", "a folder");
        }
        return new DataFile(path, attributes.size(), gzipped);
    }

    /** The most that the decompressed content can come to: DEFLATE packs at most 1,032 bytes into one. */
    long largestContent() {
        return gzipped ? bytes * 1032 : bytes;
    }

    /** Reads the content, decompressed. */
    <T> T read(Reader<T> reader) {
        try (var raw = Files.newInputStream(path)) {
            return reader.read(gzipped ? new GZIPInputStream(raw, BUFFER) : new BufferedInputStream(raw, BUFFER));
        } catch (EOFException e) {
            throw new MalformedDataException(
                    path, "at its end", "a whole gzip stream", "that it breaks off after " + size(bytes), e);
        } catch (ZipException e) {
            throw new MalformedDataException(path, "somewhere in it", "a sound gzip stream", reason(e), e);
        } catch (IOException e) {
            throw InaccessibleDataException.reading(path, e);
        }
    }

    static String reason(Exception e) {
        var message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    static String size(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
