package org.scratchcnn.datasets.file;

import org.jspecify.annotations.Nullable;

/** Data can't be had. The message is for users: one line that names the file, what is wrong, and what to do. */
public abstract sealed class DataException extends RuntimeException
        permits MissingDataException,
                MalformedDataException,
                InaccessibleDataException,
                DownloadFailedException,
                UnusableDataException {

    private static final long serialVersionUID = 1L;

    DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
