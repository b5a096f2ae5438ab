package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint.Origin;

/**
 * CIFAR-10, read straight from the published archive, packed in any way, or from the batches that it unpacks to, in the
 * archive's own folder or beside it. Only the published archive's digest is known, so nothing else counts as official.
 */
final class Cifar10Set {

    private Cifar10Set() {}

    /**
     * Reads the set from the archive in {@code folder}, or else from the unpacked folder there.
     *
     * @return null if there is neither
     * @throws MissingDataException if the unpacked folder lacks files
     */
    static @Nullable StoredImageSet read(PublishedSet published, Path folder) {
        var archive = DataFile.find(folder, archive(published).names());
        if (archive != null) {
            return readArchive(published, archive);
        }
        var unpacked = readFolder(published, folder.resolve(Cifar10Batches.FOLDER));
        return unpacked != null ? unpacked : readFolder(published, folder);
    }

    static MissingDataException missing(PublishedSet published, Path folder) {
        var archive = archive(published);
        return new MissingDataException(published, folder, archive.name(), DataFile.size(archive.bytes()), "");
    }

    private static PublishedFile archive(PublishedSet published) {
        return published.files().getFirst();
    }

    private static StoredImageSet readArchive(PublishedSet published, DataFile file) {
        var archive = Cifar10Archive.read(file);
        var sha256 = archive.batches().sha256();
        sha256.put(archive(published).name(), archive.sha256());
        boolean official = archive.sha256().equals(archive(published).sha256());
        return stored(archive.batches(), sha256, official ? Origin.OFFICIAL : Origin.NOT_OFFICIAL, List.of(file));
    }

    private static @Nullable StoredImageSet readFolder(PublishedSet published, Path folder) {
        Map<String, DataFile> files = new LinkedHashMap<>();
        for (String name : Cifar10Batches.NAMES) {
            var file = DataFile.find(folder, List.of(name));
            if (file != null) {
                files.put(name, file);
            }
        }
        if (files.isEmpty()) {
            return null;
        }
        for (String name : Cifar10Batches.NAMES) {
            if (!files.containsKey(name)) {
                throw new MissingDataException(
                        published,
                        folder,
                        name,
                        DataFile.size(Cifar10Batches.PUBLISHED_BATCH_BYTES),
                        String.format(
                                Locale.ROOT,
                                " in part (%d of its %d files are there)",
                                files.size(),
                                Cifar10Batches.NAMES.size()));
            }
        }
        var batches = new Cifar10Batches();
        files.forEach((name, file) ->
                batches.add(name, file.path(), "in all", file.asItIs().read(in -> {
                    Cifar10Batches.checkSize(file.path(), "in all", file.bytes());
                    return in.readAllBytes();
                })));
        return stored(batches, batches.sha256(), Origin.NOT_OFFICIAL, files.values());
    }

    private static StoredImageSet stored(
            Cifar10Batches batches, SortedMap<String, String> sha256, Origin origin, Collection<DataFile> files) {
        return new StoredImageSet(
                batches.images(Cifar10Batches.TRAINING), batches.images(Cifar10Batches.TEST), sha256, origin, files);
    }
}
