package org.scratchcnn.datasets.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.ImageSet;

class Cifar10SetTest {

    private static final String ARCHIVE = "cifar-10-binary.tar.gz";
    private static final int RECORD = 3_073;

    @TempDir
    Path folder;

    @Test
    void readsAnUnpackedFolder() throws IOException {
        writeFolder();

        var stored = read(PublishedSet.of(ImageSet.CIFAR_10));

        assertThat(stored.training().count()).isEqualTo(20);
        assertThat(stored.training().labels()).startsWith(0, 1, 2, 3, 1, 2, 3, 4);
        assertThat(stored.training().pixels()).startsWith(0, 1, 2);
        assertThat(stored.training().pixels()[4 * 3072]).isEqualTo((byte) 10);
        assertThat(stored.test().labels()).containsExactly(5, 6, 7, 8);
        assertThat(stored.test().pixels()[3 * 3072 + 3071]).isEqualTo((byte) (5 * 10 + 3 + 3071));
    }

    @Test
    void readsThePublishedArchiveAsItReadsTheFolder() throws IOException {
        writeFolder();
        var unpacked = read(PublishedSet.of(ImageSet.CIFAR_10));
        byte[] archive = archive(entries());
        Files.write(folder.resolve(ARCHIVE), archive);

        var packed = read(published(archive));

        assertThat(packed.training().pixels()).isEqualTo(unpacked.training().pixels());
        assertThat(packed.test().labels()).isEqualTo(unpacked.test().labels());
        assertThat(packed.sha256()).containsAllEntriesOf(unpacked.sha256()).containsKey(ARCHIVE);
        assertThat(packed.files()).containsExactly(folder.resolve(ARCHIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-binary.tar", "cifar-10-binary.tgz"})
    void readsTheArchiveHoweverItIsPacked(String name) throws IOException {
        byte[] archive = archive(entries());
        byte[] content;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            content = in.readAllBytes();
        }
        Files.write(folder.resolve(name), name.endsWith(".tar") ? content : archive);

        var stored = read(published(archive));

        assertThat(stored.training().count()).isEqualTo(20);
        assertThat(stored.origin()).isEqualTo(name.endsWith(".tar") ? Origin.NOT_OFFICIAL : Origin.OFFICIAL);
    }

    @Test
    void readsBatchesThatLieInTheSetsOwnFolder() throws IOException {
        for (int i = 0; i < Cifar10Batches.NAMES.size(); i++) {
            Files.write(folder.resolve(Cifar10Batches.NAMES.get(i)), batchContent(i));
        }

        assertThat(read(PublishedSet.of(ImageSet.CIFAR_10)).test().count()).isEqualTo(4);
    }

    @Test
    void callsOnlyTheArchiveWithThePublishedDigestOfficial() throws IOException {
        byte[] archive = archive(entries());
        Files.write(folder.resolve(ARCHIVE), archive);

        assertThat(read(published(archive)).origin()).isEqualTo(Origin.OFFICIAL);
        assertThat(read(PublishedSet.of(ImageSet.CIFAR_10)).origin()).isEqualTo(Origin.NOT_OFFICIAL);
    }

    @Test
    void neverCallsAnUnpackedFolderOfficialSinceItsDigestsAreNotKnown() throws IOException {
        writeFolder();

        assertThat(read(published(archive(entries()))).origin()).isEqualTo(Origin.NOT_OFFICIAL);
    }

    @Test
    void digestsBytesThatFollowTheArchivesLastEntry() throws IOException {
        byte[] archive = archive(entries());
        byte[] longer = Arrays.copyOf(archive, archive.length + 100);
        Files.write(folder.resolve(ARCHIVE), longer);

        assertThat(read(published(longer)).sha256()).containsEntry(ARCHIVE, Sha256.of(longer));
    }

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(new ImageSetFolder(PublishedSet.of(ImageSet.CIFAR_10), folder).read())
                .isNull();
    }

    @Test
    void namesTheBatchThatIsMissing() throws IOException {
        writeFolder();
        Files.delete(batch("data_batch_3.bin"));

        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> read(PublishedSet.of(ImageSet.CIFAR_10)))
                .withMessage(
                        "CIFAR-10 is missing in part (5 of its 6 files are there): fetch it with ./cnn data download cifar-10, or put data_batch_3.bin (30,730,000 bytes) into %s",
                        folder.resolve("cifar-10-batches-bin"));
    }

    @Test
    void rejectsABatchThatIsNotAMultipleOf3073Bytes() throws IOException {
        writeFolder();
        Files.write(batch("data_batch_2.bin"), new byte[2 * RECORD - 1]);

        assertMalformed(
                batch("data_batch_2.bin"),
                "expected a multiple of 3,073 bytes (a label and 3,072 pixels an image), but found 6,145 bytes");
    }

    @Test
    void rejectsAnEmptyBatch() throws IOException {
        writeFolder();
        Files.write(batch("test_batch.bin"), new byte[0]);

        assertMalformed(batch("test_batch.bin"), "but found 0 bytes");
    }

    @Test
    void rejectsALabelOutOfRange() throws IOException {
        writeFolder();
        byte[] content = batchContent(0);
        content[2 * RECORD] = 10;
        Files.write(batch("data_batch_1.bin"), content);

        assertMalformed(batch("data_batch_1.bin"), "label 2 at byte 6146: expected a class from 0 to 9, but found 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.bin",
                "cifar-10-batches-bin/../../evil.bin",
                "/etc/evil.bin",
                "..\\evil.bin",
                "C:/evil.bin",
                "cifar-10-batches-bin/.."
            })
    void refusesAnArchiveEntryThatPointsOutsideItsFolder(String name) throws IOException {
        var entries = entries();
        entries.put(name, new byte[RECORD]);
        Files.write(folder.resolve(ARCHIVE), archive(entries));

        assertMalformed(
                folder.resolve(ARCHIVE),
                "expected a name inside the archive's folder, but found one that points outside");
        assertThat(folder.toFile().list()).containsExactly(ARCHIVE);
    }

    @Test
    void refusesALinkInAnArchive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var link = new TarArchiveEntry("cifar-10-batches-bin/test_batch.bin", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        Files.write(folder.resolve(ARCHIVE), IdxFixture.gzip(bytes.toByteArray()));

        assertMalformed(folder.resolve(ARCHIVE), "expected a file or a folder, but found a link to /etc/passwd");
    }

    @Test
    void rejectsAnArchiveWithoutOneOfTheBatches() throws IOException {
        var entries = entries();
        entries.remove("cifar-10-batches-bin/test_batch.bin");
        Files.write(folder.resolve(ARCHIVE), archive(entries));

        assertMalformed(
                folder.resolve(ARCHIVE), "expected an entry cifar-10-batches-bin/test_batch.bin, but found none");
    }

    @Test
    void rejectsATruncatedArchive() throws IOException {
        byte[] archive = archive(entries());
        Files.write(folder.resolve(ARCHIVE), Arrays.copyOf(archive, archive.length / 2));

        assertMalformed(folder.resolve(ARCHIVE), "expected a whole gzip stream");
    }

    @Test
    void rejectsAnArchiveThatHoldsNoTar() throws IOException {
        var noise = new byte[5_000];
        Arrays.fill(noise, (byte) 'x');
        Files.write(folder.resolve(ARCHIVE), IdxFixture.gzip(noise));

        assertMalformed(folder.resolve(ARCHIVE), "expected a sound tar archive");
    }

    private static byte[] batchContent(int batch) {
        var content = new byte[4 * RECORD];
        for (int image = 0; image < 4; image++) {
            content[image * RECORD] = (byte) ((batch + image) % 10);
            for (int p = 0; p < RECORD - 1; p++) {
                content[image * RECORD + 1 + p] = (byte) (10 * batch + image + p);
            }
        }
        return content;
    }

    /** The published archive's entries, in an order of their own, with a file that is of no use. */
    private static Map<String, byte[]> entries() {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("cifar-10-batches-bin/readme.html", new byte[10]);
        for (int i = Cifar10Batches.NAMES.size() - 1; i >= 0; i--) {
            entries.put("cifar-10-batches-bin/" + Cifar10Batches.NAMES.get(i), batchContent(i));
        }
        return entries;
    }

    private static byte[] archive(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var each : entries.entrySet()) {
                var entry = new TarArchiveEntry(each.getKey(), true);
                entry.setSize(each.getValue().length);
                entry.setName(each.getKey());
                tar.putArchiveEntry(entry);
                tar.write(each.getValue());
                tar.closeArchiveEntry();
            }
        }
        return IdxFixture.gzip(bytes.toByteArray());
    }

    private static PublishedSet published(byte[] archive) {
        return new PublishedSet(
                ImageSet.CIFAR_10,
                List.of(new PublishedFile(ARCHIVE, archive.length, Sha256.of(archive), false)),
                List.of());
    }

    private void writeFolder() throws IOException {
        Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
        for (int i = 0; i < Cifar10Batches.NAMES.size(); i++) {
            Files.write(batch(Cifar10Batches.NAMES.get(i)), batchContent(i));
        }
    }

    private Path batch(String name) {
        return folder.resolve("cifar-10-batches-bin").resolve(name);
    }

    private StoredImageSet read(PublishedSet published) {
        return requireNonNull(new ImageSetFolder(published, folder).read());
    }

    private void assertMalformed(Path file, String message) {
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> read(PublishedSet.of(ImageSet.CIFAR_10)))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(message);
    }
}
