package org.scratchcnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of this library runs, as models name it. */
final class LibraryVersion {

    private LibraryVersion() {}

    /** For example {@code 0.1.0 (commit 0123abcd)}; without the commit where the build did not know it. */
    static String current() {
        var build = new Properties();
        try (var stream = LibraryVersion.class.getResourceAsStream("build.properties")) {
            if (stream != null) {
                build.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties could not be read from the jar", e);
        }
        var version = build.getProperty("git.build.version", "unknown");
        var commit = build.getProperty("git.commit.id");
        return commit == null
                ? version
                : "%s (commit %s%s)"
                        .formatted(
                                version,
                                commit,
                                build.getProperty("git.dirty", "").equals("true") ? ", changed" : "");
    }
}
