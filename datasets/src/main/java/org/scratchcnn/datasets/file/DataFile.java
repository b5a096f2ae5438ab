package org.scratchcnn.datasets.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file that was found.
 *
 * @param bytes on disk
 * @param gzipped whether it begins as a gzip stream does, whatever its name says: some programs unpack what they fetch, or
 *     pack it, and keep the name
 */
record DataFile(Path path, long bytes, boolean gzipped) {

    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

    /** What reads a file's content; failures of the format and of the file system are translated around it. */
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * The first of these names that is there in {@code folder}.
     *
     * @return null if none is
     * @throws InaccessibleDataException if the file system doesn't tell
     * @throws MalformedDataException if a folder has the name
     */
    static @Nullable DataFile find(Path folder, List<String> names) {
        for (String name : names) {
            Path path = folder.resolve(name);
            try {
                return existing(path);
            } catch (NoSuchFileException _) {
                // the next one, then
            } catch (IOException e) {
                throw InaccessibleDataException.reading(path, e);
            }
        }
        return null;
    }

    /** A file that must be there. */
    static DataFile of(Path path) {
        try {
            return existing(path);
        } catch (IOException e) {
            throw InaccessibleDataException.reading(path, e);
        }
    }

    private static DataFile existing(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new MalformedDataException(path, "at this place", "a file", "a folder");
        }
        try (var in = Files.newInputStream(path)) {
            return new DataFile(path, attributes.size(), Arrays.equals(in.readNBytes(GZIP_MAGIC.length), GZIP_MAGIC));
        }
    }

    /** The same file, whose content is taken as it is on disk. */
    DataFile asItIs() {
        return new DataFile(path, bytes, false);
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
