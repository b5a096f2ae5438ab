package org.scratchcnn.datasets.file;

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
}
