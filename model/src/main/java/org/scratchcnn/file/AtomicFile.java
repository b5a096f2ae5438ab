package org.scratchcnn.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a file so that it is always either the whole old one or the whole new one. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Gives content to a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes these bytes; folders that are missing are made.
     *
     * @throws IOException if the file can't be written; then what was there before still is
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(content)));
    }

    /** Writes under a temporary name beside {@code file}, forces it to disk and moves it into place. */
    public static void write(Path file, Content content) throws IOException {
        var target = file.toAbsolutePath();
        var temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(temporary.getParent());
            replace(target, temporary, content);
        } catch (IOException e) {
            // The file system's exceptions name the temporary file, a channel's none.
            throw new IOException(file + " could not be written, and what was there before still is: " + reason(e), e);
        }
    }

    private static void replace(Path target, Path temporary, Content content) throws IOException {
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static @Nullable String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "there is no permission to write into its folder";
            case FileAlreadyExistsException existing -> existing.getFile() + " is no folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage();
        };
    }

    /** Writes all that remains in the buffer: a channel may take less at once. */
    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
