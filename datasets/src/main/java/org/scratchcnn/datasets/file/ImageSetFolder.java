package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one image set.
 *
 * @param published what its authors published, which the files are compared with
 */
public record ImageSetFolder(PublishedSet published, Path folder) {

    /**
     * Reads and checks all of the set.
     *
     * @return null if none of its files is there
     * @throws MissingDataException if some files are there and some are not
     * @throws MalformedDataException if a file doesn't hold what it should
     * @throws InaccessibleDataException if the file system refuses
     */
    public @Nullable StoredImageSet read() {
        return switch (published.set()) {
            case MNIST, FASHION_MNIST -> IdxImageSet.read(published, folder);
            case CIFAR_10 -> Cifar10Set.read(published, folder);
        };
    }

    /** Says which file is missing where none is there, how large it is, where it belongs and what fetches it. */
    public MissingDataException missing() {
        return switch (published.set()) {
            case MNIST, FASHION_MNIST -> IdxImageSet.missing(published, folder);
            case CIFAR_10 -> Cifar10Set.missing(published, folder);
        };
    }
}
