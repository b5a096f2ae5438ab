package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
     * The names that it goes by, here and at common mirrors: for {@code train-images-idx3-ubyte} that and
     * {@code train-images.idx3-ubyte}, packed or not, and for {@code cifar-10-binary.tar.gz} that,
     * {@code cifar-10-binary.tgz} and {@code cifar-10-binary.tar}. What downloads bring comes first.
     */
    List<String> names() {
        return gzipped
                ? Stream.of(name, name.replaceFirst("-idx(\\d)-", ".idx$1-"))
                        .distinct()
                        .flatMap(plain -> Stream.of(plain + ".gz", plain))
                        .toList()
                : Stream.of(name, name.replaceFirst("\\.tar\\.gz$", ".tgz"), name.replaceFirst("\\.gz$", ""))
                        .distinct()
                        .toList();
    }

    /**
     * Whether this file is in {@code folder} with its published content.
     *
     * @throws MalformedDataException if it can't be unpacked, or a folder is in its place
     * @throws InaccessibleDataException if it can't be read
     */
    public boolean isIn(Path folder) {
        var file = DataFile.find(folder, names());
        return file != null && sha256(file).equals(sha256);
    }

    /**
     * The SHA-256 of the content of a file as it was downloaded.
     *
     * @throws MalformedDataException if it can't be unpacked
     * @throws InaccessibleDataException if it can't be read
     */
    public String sha256OfDownload(Path download) {
        return sha256(DataFile.of(download));
    }

    private String sha256(DataFile file) {
        return (gzipped ? file : file.asItIs()).read(Sha256::of);
    }
}
