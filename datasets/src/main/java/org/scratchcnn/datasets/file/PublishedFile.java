package org.scratchcnn.datasets.file;

import java.nio.file.Path;

/**
 * A file as its authors published it.
 *
 * @param name without {@code .gz} where {@code gzipped}
 * @param bytes of the content: decompressed where {@code gzipped}
 * @param sha256 of the content: decompressed where {@code gzipped}, so that any mirror's compression serves
 * @param gzipped whether it is published as {@code name.gz}
 */
public record PublishedFile(String name, long bytes, String sha256, boolean gzipped) {

    /** The file's name at its public homes. */
    public String downloadName() {
        return gzipped ? name + ".gz" : name;
    }

    /**
     * Whether this file is in {@code folder}, packed or not, with its published content.
     *
     * @throws MalformedDataException if it can't be unpacked, or a folder is in its place
     * @throws InaccessibleDataException if it can't be read
     */
    public boolean isIn(Path folder) {
        var file = gzipped ? DataFile.findPackedOrPlain(folder, name) : DataFile.findPlain(folder, name);
        return file != null && file.read(Sha256::of).equals(sha256);
    }

    /**
     * The SHA-256 of the content of a file as it was downloaded.
     *
     * @throws MalformedDataException if it can't be unpacked
     * @throws InaccessibleDataException if it can't be read
     */
    public String sha256OfDownload(Path download) {
        return DataFile.of(download, gzipped).read(Sha256::of);
    }
}
