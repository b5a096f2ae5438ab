package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.scratchcnn.core.record.ComparisonRecord.Revision;

/** Asks git which commit a folder is at. */
public final class RevisionProbe {

    private static final String UNKNOWN = "unknown";

    private RevisionProbe() {}

    /** The commit and whether files differ from it; {@code unknown} where there is no checkout or no git. */
    public static Revision read(Path folder) {
        var commit = git(folder, "rev-parse", "HEAD");
        if (commit.isEmpty()) {
            return new Revision(UNKNOWN, false);
        }
        boolean dirty = git(folder, "status", "--porcelain")
                .map(status -> !status.isEmpty())
                .orElse(false);
        return new Revision(commit.get(), dirty);
    }

    private static Optional<String> git(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
