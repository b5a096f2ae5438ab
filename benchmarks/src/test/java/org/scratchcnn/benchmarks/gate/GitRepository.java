package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository to try things in, with files that stand for a project. */
record GitRepository(Path folder) {

    /** A new one without a commit. */
    static GitRepository create(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var repository = new GitRepository(folder);
        repository.git("init", "-q", "-b", "main");
        return repository;
    }

    /** Commits a build that prints this as a shell would. */
    void commitBuild(String script) throws IOException, InterruptedException {
        var mvnw = folder.resolve("mvnw");
        Files.writeString(mvnw, "#!/bin/sh\n" + script + "\n");
        mvnw.toFile().setExecutable(true);
        commit();
    }

    /** Commits whatever is there. */
    void commit() throws IOException, InterruptedException {
        git("add", "-A");
        git(
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "A commit");
    }

    /** What git says. */
    String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.strip();
    }
}
