package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * An image set as it was found on this machine.
 *
 * @param sha256 of the decompressed content, by file
 * @param official whether it is known to be what its authors published, to the last bit
 * @param files that it was read from
 */
public record StoredImageSet(
        LabelledImages training,
        LabelledImages test,
        SortedMap<String, String> sha256,
        boolean official,
        List<Path> files) {}
