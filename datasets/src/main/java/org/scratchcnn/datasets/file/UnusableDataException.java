package org.scratchcnn.datasets.file;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user's own data can't be used as they are. */
public final class UnusableDataException extends DataException {

    private static final long serialVersionUID = 1L;

    private UnusableDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Says what is wrong.
     *
     * @param format of one line that names the place, what is wrong and what to do
     */
    public static UnusableDataException of(String format, Object... values) {
        return new UnusableDataException(String.format(Locale.ROOT, format, values), null);
    }

    /** Says that the file system doesn't let {@code path} be read. */
    public static UnusableDataException reading(Path path, Exception e) {
        var cause = e instanceof UncheckedIOException ? e.getCause() : e;
        return new UnusableDataException(
                cause instanceof AccessDeniedException
                        ? String.format(
                                Locale.ROOT,
                                "No permission to read %s: let this user read it (chmod u+r) and enter its folders (chmod u+x)",
                                path)
                        : String.format(Locale.ROOT, "Can't read %s: %s", path, String.valueOf(cause)),
                cause);
    }
}
