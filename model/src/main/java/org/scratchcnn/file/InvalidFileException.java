package org.scratchcnn.file;

import java.io.IOException;
import java.nio.file.Path;
import org.scratchcnn.json.InvalidJsonException;

/** A file's content is not what it should be. The message begins with the file's path and says what is wrong where. */
public final class InvalidFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public InvalidFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /** A file that does not hold the JSON that it should. */
    public InvalidFileException(Path file, InvalidJsonException problem) {
        super(file + ": " + problem.getMessage(), problem);
    }

    public InvalidFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
