package org.scratchcnn.datasets.file;

import org.jspecify.annotations.Nullable;

/** A file could not be fetched, or what came was not the official file; what was on this machine is as it was. */
public final class DownloadFailedException extends DataException {

    private static final long serialVersionUID = 1L;

    public DownloadFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
