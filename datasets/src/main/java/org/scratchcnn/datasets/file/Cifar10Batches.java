package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scratchcnn.network.ImageSet;

/**
 * The batches of CIFAR-10's binary version (Krizhevsky, "The CIFAR-10 dataset"), gathered one by one: five of training
 * images and one of test images, each a row of records of one label byte and 3 × 32 × 32 pixels.
 */
final class Cifar10Batches {

    /** The folder that the published archive unpacks to. */
    static final String FOLDER = "cifar-10-batches-bin";

    static final List<String> TRAINING =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    static final List<String> TEST = List.of("test_batch.bin");
    static final List<String> NAMES =
            Stream.concat(TRAINING.stream(), TEST.stream()).toList();

    private static final ImageSet SET = ImageSet.CIFAR_10;
    private static final int IMAGE_BYTES = SET.imageShape().size();
    private static final int RECORD_BYTES = 1 + IMAGE_BYTES;

    /** Bytes of each batch as published. */
    static final long PUBLISHED_BATCH_BYTES = 10_000L * RECORD_BYTES;

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    /**
     * Checks a batch's size, before anything is allocated for it.
     *
     * @param place where in the file the batch is
     */
    static void checkSize(Path file, String place, long bytes) {
        if (bytes < RECORD_BYTES || bytes % RECORD_BYTES != 0 || bytes > Integer.MAX_VALUE - 8) {
            throw new MalformedDataException(
                    file,
                    place,
                    String.format(
                            Locale.ROOT,
                            "a multiple of %,d bytes (a label and %,d pixels an image)",
                            RECORD_BYTES,
                            IMAGE_BYTES),
                    DataFile.size(bytes));
        }
    }

    /** Takes a batch in, after checking its labels. */
    void add(String name, Path file, String place, byte[] content) {
        checkSize(file, place, content.length);
        int classes = SET.classNames().size();
        for (int at = 0; at < content.length; at += RECORD_BYTES) {
            int label = Byte.toUnsignedInt(content[at]);
            if (label >= classes) {
                throw new MalformedDataException(
                        file,
                        String.format(Locale.ROOT, "%s, label %d at byte %d", place, at / RECORD_BYTES, at),
                        "a class from 0 to " + (classes - 1),
                        String.valueOf(label));
            }
        }
        if (contents.put(name, content) != null) {
            throw new MalformedDataException(file, place, "each batch once", "a second one of this name");
        }
    }

    boolean holds(String name) {
        return contents.containsKey(name);
    }

    /** Digests by batch. */
    SortedMap<String, String> sha256() {
        var digests = new TreeMap<String, String>();
        contents.forEach((name, content) -> digests.put(name, Sha256.of(content)));
        return digests;
    }

    /** The images of the named batches, one batch after the other. */
    LabelledImages images(List<String> names) {
        int count = 0;
        for (String name : names) {
            count += content(name).length / RECORD_BYTES;
        }
        var pixels = new byte[Math.multiplyExact(count, IMAGE_BYTES)];
        var labels = new int[count];
        int image = 0;
        for (String name : names) {
            byte[] content = content(name);
            for (int at = 0; at < content.length; at += RECORD_BYTES) {
                labels[image] = Byte.toUnsignedInt(content[at]);
                System.arraycopy(content, at + 1, pixels, image * IMAGE_BYTES, IMAGE_BYTES);
                image++;
            }
        }
        return new LabelledImages(SET.imageShape(), pixels, labels);
    }

    private byte[] content(String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new IllegalStateException("No batch " + name);
        }
        return content;
    }
}
