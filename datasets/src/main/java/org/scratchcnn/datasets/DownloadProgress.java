package org.scratchcnn.datasets;

import java.net.URI;
import java.nio.file.Path;

/** Told how a download goes, on the thread that downloads. */
public interface DownloadProgress {

    /** Listens to nothing. */
    DownloadProgress NONE = new DownloadProgress() {};

    /** The file is here already, with the official content. */
    default void alreadyThere(String file) {}

    /** A file is asked for; after a failure again, from the next place. */
    default void begins(String file, URI from) {}

    /**
     * Some more of the file has come.
     *
     * @param bytes so far
     * @param total that will come, or −1 if the sender doesn't say
     */
    default void advanced(String file, long bytes, long total) {}

    /** The file came whole, was the official one, and is in its place. */
    default void done(String file, Path place) {}
}
