package org.scratchcnn.datasets.file;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file doesn't hold what it should. */
public final class MalformedDataException extends DataException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with {@code file}.
     *
     * @param place where in the file
     */
    public MalformedDataException(Path file, String place, String expected, String found) {
        this(file, place, expected, found, null);
    }

    MalformedDataException(Path file, String place, String expected, String found, @Nullable Throwable cause) {
        super(
                String.format(
                        Locale.ROOT,
                        "%s, %s: expected %s, but found %s; delete the file and fetch it again",
                        file,
                        place,
                        expected,
                        found),
                cause);
    }
}
