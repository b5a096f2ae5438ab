package org.scratchcnn.benchmarks.gate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Deadline;

/** What is left where a program is ended from outside while its child processes write into a temporary folder. */
class TemporaryFolderIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Such a program; it prints the folder, and which process writes there. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            try (var folder = TemporaryFolder.create();
                    var shell = ChildProcess.start(new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "(while [ $((i=i+1)) -lt 100000 ]; do echo > file$i; done; sleep 600) & echo $!; wait")
                            .directory(folder.path().toFile()))) {
                System.out.println(folder.path());
                System.out.println(shell.readLine(new Deadline(LIMIT)));
                try {
                    var _ = shell.exitCode(new Deadline(LIMIT));
                } catch (InterruptedException _) {
                    System.out.println("told that the program ends");
                }
            }
        }
    }

    @Test
    @Timeout(120)
    void theFolderAndTheProcessesGoWithTheProgram() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (var program = ChildProcess.start(new ProcessBuilder(
                java, "-classpath", System.getProperty("java.class.path"), Program.class.getName()))) {
            var folder = Path.of(String.valueOf(program.readLine(new Deadline(LIMIT))));
            var writer = ProcessHandle.of(Long.parseLong(String.valueOf(program.readLine(new Deadline(LIMIT)))))
                    .orElseThrow();
            awaitFiles(folder);

            writer.parent().flatMap(ProcessHandle::parent).orElseThrow().destroy();

            assertThat(program.exitCode(new Deadline(LIMIT))).isEqualTo(143);
            assertThat(writer.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
            assertThat(folder).doesNotExist();
        }
    }

    private static void awaitFiles(Path folder) throws IOException {
        long count;
        do {
            try (var files = Files.list(folder)) {
                count = files.count();
            }
        } while (count < 100);
    }
}
