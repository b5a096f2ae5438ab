package org.scratchcnn.datasets.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The content of a file in IDX format (LeCun, Cortes and Burges, "The MNIST database"): a magic number that gives type
 * and number of dimensions, each dimension as a big-endian 32-bit number, then the values, row-major.
 *
 * @param values all of them
 * @param sha256 of header and values
 */
record IdxFile(byte[] values, String sha256) {

    /** Two zero bytes, 8 for unsigned bytes, then the number of dimensions. */
    private static final int MAGIC_OF_UNSIGNED_BYTES = 0x0800;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Reads samples of unsigned bytes.
     *
     * @param sampleDimensions of one sample, which the header must name after the count; none for labels
     * @throws MalformedDataException if magic number, dimensions or length don't fit
     */
    static IdxFile read(DataFile file, int... sampleDimensions) {
        return file.read(in -> read(file, in, sampleDimensions));
    }

    private static IdxFile read(DataFile file, InputStream in, int... sampleDimensions) throws IOException {
        int headerBytes = 8 + 4 * sampleDimensions.length;
        byte[] header = in.readNBytes(headerBytes);
        if (header.length < headerBytes) {
            throw new MalformedDataException(
                    file.path(), "byte " + header.length, "a header of " + headerBytes + " bytes", "the file's end");
        }
        var numbers = ByteBuffer.wrap(header);
        checkMagic(file, numbers.getInt(), sampleDimensions);
        long count = Integer.toUnsignedLong(numbers.getInt());
        long sampleBytes = checkSampleDimensions(file, numbers, sampleDimensions);

        // Before anything is allocated: a damaged header may claim terabytes.
        long promised = count * sampleBytes;
        String promise = String.format(
                Locale.ROOT, "%s of values for the %,d samples that the header claims", DataFile.size(promised), count);
        if (count == 0) {
            throw new MalformedDataException(file.path(), "byte 4", "at least 1 sample", "0");
        }
        if (promised > Math.min(file.largestContent(), LARGEST_ARRAY)) {
            throw new MalformedDataException(
                    file.path(), "byte 4", promise, "a file of only " + DataFile.size(file.bytes()));
        }
        byte[] values = in.readNBytes((int) promised);
        if (values.length < promised) {
            throw new MalformedDataException(
                    file.path(), "byte " + (headerBytes + values.length), promise, DataFile.size(values.length));
        }
        if (in.read() >= 0) {
            throw new MalformedDataException(
                    file.path(), "byte " + (headerBytes + promised), promise + " and then the file's end", "more");
        }
        return new IdxFile(values, Sha256.of(header, values));
    }

    private static void checkMagic(DataFile file, int magic, int... sampleDimensions) {
        int expected = MAGIC_OF_UNSIGNED_BYTES | (1 + sampleDimensions.length);
        if (magic != expected) {
            throw new MalformedDataException(
                    file.path(),
                    "byte 0",
                    String.format(
                            Locale.ROOT,
                            "the IDX magic number 0x%08X (unsigned bytes in %d dimensions)",
                            expected,
                            1 + sampleDimensions.length),
                    String.format(Locale.ROOT, "0x%08X", magic));
        }
    }

    private static long checkSampleDimensions(DataFile file, ByteBuffer numbers, int... expected) {
        int[] found = new int[expected.length];
        long sampleBytes = 1;
        for (int d = 0; d < expected.length; d++) {
            found[d] = numbers.getInt();
            sampleBytes *= expected[d];
        }
        if (!Arrays.equals(found, expected)) {
            throw new MalformedDataException(
                    file.path(), "byte 8", "samples of " + dimensions(expected), dimensions(found));
        }
        return sampleBytes;
    }

    private static String dimensions(int... sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toUnsignedString).collect(Collectors.joining("×"));
    }
}
