package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scratchcnn.datasets.DataFingerprint.Origin;

/**
 * An image set as it was found on this machine.
 *
 * @param sha256 of the decompressed content, by file
 * @param origin official if it is known to be what its authors published, to the last bit; else not
 * @param files that it was read from
 * @param bytesOnDisk of these files together
 */
public record StoredImageSet(
        LabelledImages training,
        LabelledImages test,
        SortedMap<String, String> sha256,
        Origin origin,
        List<Path> files,
        long bytesOnDisk) {

    public StoredImageSet {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
        files = List.copyOf(files);
    }

    StoredImageSet(
            LabelledImages training,
            LabelledImages test,
            SortedMap<String, String> sha256,
            Origin origin,
            Collection<DataFile> files) {
        this(
                training,
                test,
                sha256,
                origin,
                files.stream().map(DataFile::path).toList(),
                files.stream().mapToLong(DataFile::bytes).sum());
    }
}
