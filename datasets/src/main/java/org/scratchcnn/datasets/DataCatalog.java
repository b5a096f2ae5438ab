package org.scratchcnn.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.datasets.file.ImageSetFolder;
import org.scratchcnn.datasets.file.PublishedFile;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.network.ImageSet;

/** Which image sets are on this machine. */
public final class DataCatalog {

    private DataCatalog() {}

    /** What there is of one image set. */
    public sealed interface Entry permits Present, Missing, Unusable {

        ImageSet set();

        /** Where its files are, or belong. */
        Path folder();

        /** What a user types to fetch the official files. */
        default String downloadCommand() {
            return "./cnn data download " + set().folder();
        }
    }

    /**
     * The set is there and sound.
     *
     * @param origin official or not
     * @param files that it is read from
     * @param bytesOnDisk of these files together
     * @param sha256 of the decompressed content, by file
     */
    public record Present(
            ImageSet set,
            Path folder,
            Origin origin,
            List<Path> files,
            long bytesOnDisk,
            int trainingImages,
            int testImages,
            SortedMap<String, String> sha256)
            implements Entry {

        public Present {
            files = List.copyOf(files);
        }
    }

    /**
     * Nothing of the set is there.
     *
     * @param bytes of its official files together, unpacked where they are published packed one by one
     */
    public record Missing(ImageSet set, Path folder, long bytes) implements Entry {}

    /**
     * Something is there, but it can't be used.
     *
     * @param reason what is wrong and what to do, for users
     */
    public record Unusable(ImageSet set, Path folder, String reason) implements Entry {}

    /** Reads and checks every image set under {@code root}, which takes a second or two. */
    public static List<Entry> list(DataRoot root) {
        return list(root, PublishedSet::of);
    }

    static List<Entry> list(DataRoot root, Function<ImageSet, PublishedSet> published) {
        return Arrays.stream(ImageSet.values())
                .map(set -> entry(published.apply(set), root.folder(set)))
                .toList();
    }

    private static Entry entry(PublishedSet published, Path folder) {
        var set = published.set();
        try {
            var stored = new ImageSetFolder(published, folder).read();
            if (stored == null) {
                long bytes = published.files().stream()
                        .mapToLong(PublishedFile::bytes)
                        .sum();
                return new Missing(set, folder, bytes);
            }
            return new Present(
                    set,
                    folder,
                    stored.origin(),
                    stored.files(),
                    stored.bytesOnDisk(),
                    stored.training().count(),
                    stored.test().count(),
                    stored.sha256());
        } catch (DataException e) {
            return new Unusable(set, folder, String.valueOf(e.getMessage()));
        }
    }
}
