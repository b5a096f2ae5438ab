package org.scratchcnn.datasets.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The content of CIFAR-10's published archive, which is read in place and never unpacked to disk.
 *
 * @param sha256 of the archive itself
 */
record Cifar10Archive(Cifar10Batches batches, String sha256) {

    private static final int BUFFER = 1 << 16;

    /**
     * Reads every batch.
     *
     * @throws MalformedDataException if the archive is damaged, lacks a batch, or has an entry that would lie outside the
     *     folder that it is unpacked in
     */
    static Cifar10Archive read(DataFile archive) {
        return archive.asItIs().read(in -> {
            var digest = Sha256.start();
            var packed = new DigestInputStream(in, digest);
            var batches = new Cifar10Batches();
            try {
                addEntries(archive.path(), archive.gzipped() ? new GZIPInputStream(packed, BUFFER) : packed, batches);
            } catch (EOFException | ZipException | FileSystemException e) {
                throw e;
            } catch (IOException e) {
                throw new MalformedDataException(
                        archive.path(), "somewhere in it", "a sound tar archive", DataFile.reason(e), e);
            }
            for (String name : Cifar10Batches.NAMES) {
                if (!batches.holds(name)) {
                    throw new MalformedDataException(
                            archive.path(), "in all", "an entry " + Cifar10Batches.FOLDER + "/" + name, "none");
                }
            }
            packed.transferTo(OutputStream.nullOutputStream());
            return new Cifar10Archive(batches, Sha256.hex(digest));
        });
    }

    private static void addEntries(Path archive, InputStream content, Cifar10Batches batches) throws IOException {
        var tar = new TarArchiveInputStream(content);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String place = "entry " + entry.getName();
            refuseOutside(archive, place, entry);
            String folder = Cifar10Batches.FOLDER + "/";
            if (entry.isFile() && entry.getName().startsWith(folder)) {
                String name = entry.getName().substring(folder.length());
                if (Cifar10Batches.NAMES.contains(name)) {
                    Cifar10Batches.checkSize(archive, place, entry.getSize());
                    batches.add(name, archive, place, tar.readNBytes((int) entry.getSize()));
                }
            }
        }
    }

    /** The official archive has nothing of the kind, so whoever made this one is not to be trusted with the rest. */
    private static void refuseOutside(Path archive, String place, TarArchiveEntry entry) {
        String name = entry.getName().replace('\\', '/');
        boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
        if (absolute || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw new MalformedDataException(
                    archive, place, "a name inside the archive's folder", "one that points outside");
        }
        if (entry.isLink() || entry.isSymbolicLink()) {
            throw new MalformedDataException(archive, place, "a file or a folder", "a link to " + entry.getLinkName());
        }
    }
}
