package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.Locale;

/** A data set, or one of its files, is not on this machine. */
public final class MissingDataException extends DataException {

    private static final long serialVersionUID = 1L;

    /**
     * Says that one file is missing.
     *
     * @param found what is there instead, to follow "is missing"
     */
    MissingDataException(PublishedSet published, Path folder, String file, String size, String found) {
        super(
                String.format(
                        Locale.ROOT,
                        "%s is missing%s: fetch it with ./cnn data download %s, or put %s (%s) into %s",
                        published.set().title(),
                        found,
                        published.set().folder(),
                        file,
                        size,
                        folder),
                null);
    }
}
