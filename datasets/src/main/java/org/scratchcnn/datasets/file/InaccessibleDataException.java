package org.scratchcnn.datasets.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;

/** The file system doesn't let a file be read or written. */
public final class InaccessibleDataException extends DataException {

    private static final long serialVersionUID = 1L;

    private InaccessibleDataException(String message, IOException cause) {
        super(message, cause);
    }

    /** Says that {@code file} can't be read, and how permission is given where that is what is missing. */
    public static InaccessibleDataException reading(Path file, IOException cause) {
        return new InaccessibleDataException(
                cause instanceof AccessDeniedException
                        ? String.format(
                                Locale.ROOT,
                                "No permission to read %s: let this user read it (chmod u+r) and enter its folders (chmod u+x), or choose another data folder with --data",
                                file)
                        : String.format(Locale.ROOT, "Can't read %s: %s", file, cause),
                cause);
    }

    /** Says that {@code file} can't be written, and how permission is given where that is what is missing. */
    public static InaccessibleDataException writing(Path file, IOException cause) {
        return new InaccessibleDataException(
                cause instanceof AccessDeniedException
                        ? String.format(
                                Locale.ROOT,
                                "No permission to write %s: let this user write to its folder (chmod u+w), or choose another data folder with --data",
                                file)
                        : String.format(Locale.ROOT, "Can't write %s: %s", file, cause),
                cause);
    }
}
