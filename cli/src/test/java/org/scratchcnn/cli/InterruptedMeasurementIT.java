package org.scratchcnn.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFiles;

/** The command line in a JVM of its own, which is told to end while it measures. */
class InterruptedMeasurementIT {

    /** Of which only the first is to be finished, however slow the machine is. */
    private static final int SEEDS = 9;

    /** Far longer than each step takes. */
    private static final long DEADLINE_NANOSECONDS = Duration.ofMinutes(2).toNanos();

    @TempDir
    private Path folder;

    private Path printed() {
        return folder.resolve("printed");
    }

    private Path records() {
        return folder.resolve("out").resolve("records");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:ObjectAlignmentInBytes=64",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dstderr.encoding=UTF-8",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "compare",
                        "--task",
                        "spiral",
                        "--engines",
                        "scratch",
                        "--seeds",
                        Integer.toString(SEEDS),
                        "--epochs",
                        "1",
                        "--threads",
                        "1",
                        "--out",
                        folder.resolve("out").toString())
                .redirectErrorStream(true)
                .redirectOutput(printed().toFile())
                .start();
    }

    @Test
    void leavesFinishedRunsInARecordThatIsMarkedIncomplete() throws Exception {
        interrupt(start());

        assertThat(recordFiles()).hasSize(1);
        var file = recordFiles().getFirst();
        var record = RecordFiles.read(file);
        assertThat(record.complete()).isFalse();
        assertThat(record.runs()).isNotEmpty().hasSizeLessThan(SEEDS);
        assertThat(record.runs().getFirst()).satisfies(run -> {
            assertThat(run.task().training().seed()).isEqualTo(1);
            assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(run.epochs()).hasSize(1);
        });
        assertThat(printed())
                .content()
                .contains("Interrupted. What was finished is in " + file + ", marked incomplete.");
    }

    /** As soon as the first run is over. */
    private void interrupt(Process measuring) throws Exception {
        try {
            awaitFirstRun(measuring);
            var workers = measuring.descendants().toList();

            measuring.destroy();

            assertThat(measuring.waitFor(DEADLINE_NANOSECONDS, NANOSECONDS)).isTrue();
            for (var worker : workers) {
                assertThat(worker.onExit().get(DEADLINE_NANOSECONDS, NANOSECONDS))
                        .isNotNull();
            }
        } finally {
            measuring.descendants().forEach(ProcessHandle::destroyForcibly);
            measuring.destroyForcibly();
        }
    }

    private void awaitFirstRun(Process measuring) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (!hasFinishedRun()) {
            assertThat(measuring.isAlive())
                    .as("still measuring, having printed: %s", Files.readString(printed()))
                    .isTrue();
            assertThat(System.nanoTime() - started)
                    .as("nanoseconds until a run is over, having printed: %s", Files.readString(printed()))
                    .isLessThan(DEADLINE_NANOSECONDS);
            Thread.sleep(20);
        }
    }

    private boolean hasFinishedRun() throws IOException {
        var written = Files.isDirectory(records()) ? recordFiles() : List.<Path>of();
        return !written.isEmpty()
                && !RecordFiles.read(written.getFirst()).runs().isEmpty();
    }

    private List<Path> recordFiles() throws IOException {
        try (var files = Files.list(records())) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
