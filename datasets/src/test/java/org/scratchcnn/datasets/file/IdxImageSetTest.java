package org.scratchcnn.datasets.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.scratchcnn.datasets.file.PublishedSet.TEST_IMAGES;
import static org.scratchcnn.datasets.file.PublishedSet.TEST_LABELS;
import static org.scratchcnn.datasets.file.PublishedSet.TRAINING_IMAGES;
import static org.scratchcnn.datasets.file.PublishedSet.TRAINING_LABELS;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.ImageSet;

class IdxImageSetTest {

    @TempDir
    Path folder;

    @Test
    void readsPackedFiles() throws IOException {
        IdxFixture.writePacked(folder);

        var stored = read();

        assertThat(stored.training().count()).isEqualTo(60);
        assertThat(stored.training().labels()).startsWith(0, 1, 2, 3);
        assertThat(stored.training().pixels()[784]).isEqualTo((byte) 1);
        assertThat(stored.training().pixels()[60 * 784 - 1]).isEqualTo((byte) (59 + 783));
        assertThat(stored.test().count()).isEqualTo(20);
        assertThat(stored.files())
                .hasSize(4)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void readsPlainFilesAsItReadsPackedOnes(@TempDir Path other) throws IOException {
        IdxFixture.writePacked(folder);
        IdxFixture.writePlain(other);

        var plain = requireNonNull(new ImageSetFolder(IdxFixture.publishedAt(), other).read());

        assertThat(plain.training().pixels()).isEqualTo(read().training().pixels());
        assertThat(plain.sha256()).isEqualTo(read().sha256());
        assertThat(plain.origin()).isEqualTo(Origin.OFFICIAL);
    }

    @Test
    void isOfficialOnlyIfEveryFileIs() throws IOException {
        IdxFixture.writePacked(folder);
        assertThat(read().origin()).isEqualTo(Origin.OFFICIAL);

        byte[] changed = IdxFixture.images(20);
        changed[100]++;
        replace(TEST_IMAGES, changed);

        assertThat(read().origin()).isEqualTo(Origin.NOT_OFFICIAL);
    }

    @Test
    void knowsTheDigestsOfTheOfficialFilesOfBothSets() {
        assertThat(PublishedSet.of(ImageSet.MNIST).file(TRAINING_IMAGES).sha256())
                .startsWith("ba891046")
                .hasSize(64);
        assertThat(PublishedSet.of(ImageSet.FASHION_MNIST).file(TEST_LABELS).sha256())
                .startsWith("0402a96d")
                .hasSize(64);
    }

    @Test
    void findsNothingInAFolderThatIsEmptyOrNotThere() {
        assertThat(new ImageSetFolder(IdxFixture.publishedAt(), folder).read()).isNull();
        assertThat(new ImageSetFolder(IdxFixture.publishedAt(), folder.resolve("none")).read())
                .isNull();
    }

    @Test
    void namesTheFileThatIsMissingFromASet() throws IOException {
        IdxFixture.writePacked(folder);
        Files.delete(folder.resolve(TEST_LABELS + ".gz"));

        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(this::read)
                .withMessage(
                        "MNIST is missing in part (3 of its 4 files are there): fetch it with ./cnn data download mnist, or put %s or %s.gz (28 bytes unpacked) into %s",
                        TEST_LABELS, TEST_LABELS, folder);
    }

    @Test
    void rejectsATruncatedGzipFile() throws IOException {
        IdxFixture.writePacked(folder);
        byte[] packed = IdxFixture.gzip(IdxFixture.images(60));
        Files.write(folder.resolve(TRAINING_IMAGES + ".gz"), Arrays.copyOf(packed, packed.length / 2));

        assertMalformed(
                TRAINING_IMAGES + ".gz",
                String.format(
                        Locale.ROOT,
                        "expected a whole gzip stream, but found that it breaks off after %,d bytes",
                        packed.length / 2));
    }

    @Test
    void readsFilesUnderTheNamesOfMirrorsPackedOrNot() throws IOException {
        Files.write(folder.resolve("train-images.idx3-ubyte"), IdxFixture.content(TRAINING_IMAGES));
        Files.write(folder.resolve("train-labels.idx1-ubyte.gz"), IdxFixture.gzip(IdxFixture.content(TRAINING_LABELS)));
        Files.write(folder.resolve(TEST_IMAGES), IdxFixture.gzip(IdxFixture.content(TEST_IMAGES)));
        Files.write(folder.resolve(TEST_LABELS + ".gz"), IdxFixture.content(TEST_LABELS));

        assertThat(read().origin()).isEqualTo(Origin.OFFICIAL);
        assertThat(read().files()).hasSize(4).contains(folder.resolve("train-images.idx3-ubyte"));
    }

    @Test
    void rejectsADamagedGzipFile() throws IOException {
        IdxFixture.writePacked(folder);
        byte[] packed = IdxFixture.gzip(IdxFixture.images(60));
        packed[packed.length - 8]++;
        Files.write(folder.resolve(TRAINING_IMAGES + ".gz"), packed);

        assertMalformed(TRAINING_IMAGES + ".gz", "expected a sound gzip stream, but found");
    }

    @Test
    void rejectsAWrongMagicNumber() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_LABELS, IdxFixture.images(60));

        assertMalformed(
                TRAINING_LABELS + ".gz",
                "byte 0: expected the IDX magic number 0x00000801 (unsigned bytes in 1 dimensions), but found 0x00000803");
    }

    @Test
    void rejectsAFileThatEndsInItsHeader() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_IMAGES, Arrays.copyOf(IdxFixture.images(1), 10));

        assertMalformed(TRAINING_IMAGES + ".gz", "byte 10: expected a header of 16 bytes, but found the file's end");
    }

    @Test
    void rejectsImagesOfAnotherSize() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_IMAGES, header(60, 32, 24, 60 * 32 * 24));

        assertMalformed(TRAINING_IMAGES + ".gz", "byte 8: expected samples of 28×28, but found 32×24");
    }

    @Test
    void rejectsAHeaderThatClaimsMoreImagesThanTheFileHolds() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_IMAGES, header(61, 28, 28, 60 * 784));

        assertMalformed(
                TRAINING_IMAGES + ".gz",
                "byte 47056: expected 47,824 bytes of values for the 61 samples that the header claims, but found 47,040 bytes");
    }

    @Test
    void rejectsAHeaderThatClaimsFewerImagesThanTheFileHolds() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_IMAGES, header(59, 28, 28, 60 * 784));

        assertMalformed(
                TRAINING_IMAGES + ".gz",
                "byte 46272: expected 46,256 bytes of values for the 59 samples that the header claims and then the file's end, but found more");
    }

    @Test
    void rejectsAFileWithoutImages() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_LABELS, IdxFixture.labels(0));

        assertMalformed(TRAINING_LABELS + ".gz", "byte 4: expected at least 1 sample, but found 0");
    }

    @Test
    void allocatesNothingForAHeaderThatClaimsTwoToTheThirtyOneImages() throws IOException {
        IdxFixture.writePlain(folder);
        Files.write(folder.resolve(TRAINING_IMAGES), header(Integer.MIN_VALUE, 28, 28, 784));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        read(Path.of("none"));

        long before = threads.getCurrentThreadAllocatedBytes();
        assertMalformed(
                TRAINING_IMAGES,
                "byte 4: expected 1,683,627,180,032 bytes of values for the 2,147,483,648 samples that the header claims, but found a file of only 800 bytes");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_000_000);
    }

    @Test
    void rejectsCountsOfImagesAndLabelsThatDiffer() throws IOException {
        IdxFixture.writePacked(folder);
        replace(TRAINING_LABELS, IdxFixture.labels(61));

        assertMalformed(
                TRAINING_LABELS + ".gz",
                String.format(
                        Locale.ROOT,
                        "expected as many labels as there are images in %s, 60, but found 61",
                        folder.resolve(TRAINING_IMAGES + ".gz")));
    }

    @Test
    void rejectsALabelOutOfRange() throws IOException {
        IdxFixture.writePacked(folder);
        byte[] labels = IdxFixture.labels(20);
        labels[8 + 7] = (byte) 200;
        replace(TEST_LABELS, labels);

        assertMalformed(TEST_LABELS + ".gz", "label 7: expected a class from 0 to 9, but found 200");
    }

    @Test
    void rejectsAFolderInAFilesPlace() throws IOException {
        IdxFixture.writePlain(folder);
        Files.delete(folder.resolve(TEST_IMAGES));
        Files.createDirectory(folder.resolve(TEST_IMAGES));

        assertMalformed(TEST_IMAGES, "expected a file, but found a folder");
    }

    @Test
    void saysHowToGivePermissionThatIsMissing() {
        var denied = new AccessDeniedException("somewhere");

        assertThat(InaccessibleDataException.reading(Path.of("labels.gz"), denied))
                .hasMessage(
                        "No permission to read labels.gz: let this user read it (chmod u+r) and enter its folders (chmod u+x), or choose another data folder with --data");
        assertThat(InaccessibleDataException.writing(Path.of("labels.gz"), denied))
                .hasMessage(
                        "No permission to write labels.gz: let this user write to its folder (chmod u+w), or choose another data folder with --data");
    }

    /** A set that can't be looked for must not pass for one that is not there. */
    @Test
    void doesNotTakeAFolderThatItCannotLookIntoForAnEmptyOne() throws IOException {
        var loop = folder.resolve("mnist");
        Files.createSymbolicLink(loop, loop);

        assertThatExceptionOfType(InaccessibleDataException.class)
                .isThrownBy(() -> read(loop))
                .withMessageStartingWith("Can't read " + loop);
    }

    private void replace(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name + ".gz"), IdxFixture.gzip(content));
    }

    private static byte[] header(int count, int height, int width, int valueBytes) {
        return ByteBuffer.allocate(16 + valueBytes)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .array();
    }

    private StoredImageSet read() {
        return requireNonNull(read(folder));
    }

    private static @Nullable StoredImageSet read(Path folder) {
        return new ImageSetFolder(IdxFixture.publishedAt(), folder).read();
    }

    private void assertMalformed(String file, String message) {
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(folder.resolve(file).toString())
                .withMessageContaining(message)
                .withMessageEndingWith("; delete the file and fetch it again");
    }
}
