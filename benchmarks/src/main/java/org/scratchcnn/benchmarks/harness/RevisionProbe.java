package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import org.scratchcnn.benchmarks.process.Git;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;

/** Asks git which commit a folder is at. */
public final class RevisionProbe {

    private static final Revision UNKNOWN = new Revision("unknown", false);

    private RevisionProbe() {}

    /** The commit and whether files differ from it; {@code unknown} where there is no checkout, no git or no answer. */
    public static Revision read(Path folder) {
        var git = new Git(folder);
        try {
            var commit = git.run("rev-parse", "HEAD").getLast();
            return new Revision(commit, !git.run("status", "--porcelain").isEmpty());
        } catch (IOException _) {
            return UNKNOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
