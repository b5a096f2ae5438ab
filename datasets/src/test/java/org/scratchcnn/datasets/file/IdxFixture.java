package org.scratchcnn.datasets.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.scratchcnn.network.ImageSet;

/** A small MNIST: image {@code i} has the class {@code i % 10}, and its pixel {@code p} the value {@code (i + p) % 256}. */
public final class IdxFixture {

    public static final int TRAINING_IMAGES = 60;
    public static final int TEST_IMAGES = 20;

    private static final int SIDE = 28;

    private IdxFixture() {}

    /** Writes the four files, gzipped. */
    public static void writePacked(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : publishedAt().files()) {
            Files.write(folder.resolve(file.downloadName()), gzip(content(file.name())));
        }
    }

    /** Writes the four files as they are. */
    public static void writePlain(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : publishedAt().files()) {
            Files.write(folder.resolve(file.name()), content(file.name()));
        }
    }

    /** This set as if its files were the official ones. */
    public static PublishedSet publishedAt(URI... homes) {
        var files = PublishedSet.of(ImageSet.MNIST).files().stream()
                .map(file -> {
                    byte[] content = content(file.name());
                    return new PublishedFile(file.name(), content.length, Sha256.of(content), true);
                })
                .toList();
        return new PublishedSet(ImageSet.MNIST, files, List.of(homes));
    }

    /** The content of one of the four files. */
    public static byte[] content(String name) {
        return switch (name) {
            case PublishedSet.TRAINING_IMAGES -> images(TRAINING_IMAGES);
            case PublishedSet.TRAINING_LABELS -> labels(TRAINING_IMAGES);
            case PublishedSet.TEST_IMAGES -> images(TEST_IMAGES);
            case PublishedSet.TEST_LABELS -> labels(TEST_IMAGES);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static byte[] images(int count) {
        var content = ByteBuffer.allocate(16 + count * SIDE * SIDE)
                .putInt(0x803)
                .putInt(count)
                .putInt(SIDE)
                .putInt(SIDE);
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < SIDE * SIDE; p++) {
                content.put((byte) (i + p));
            }
        }
        return content.array();
    }

    static byte[] labels(int count) {
        var content = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            content.put((byte) (i % 10));
        }
        return content.array();
    }

    public static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
