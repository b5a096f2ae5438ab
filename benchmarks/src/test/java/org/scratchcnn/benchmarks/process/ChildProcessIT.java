package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChildProcessIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** A program that waits for its child process, and prints which grandchild that has started. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            try (var shell = ChildProcess.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait"))) {
                System.out.println(shell.read(Optional::of, LIMIT).orElseThrow());
                try {
                    var _ = shell.exitCode(LIMIT);
                } catch (InterruptedException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    @Timeout(120)
    void allProcessesEndWithTheProgramThatStartedThem() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (var program = ChildProcess.start(new ProcessBuilder(
                java, "-classpath", System.getProperty("java.class.path"), Program.class.getName()))) {
            var grandchild = ProcessHandle.of(
                            Long.parseLong(program.read(Optional::of, LIMIT).orElseThrow()))
                    .orElseThrow();
            var ended = grandchild.parent().flatMap(ProcessHandle::parent).orElseThrow();

            ended.destroy();

            assertThat(program.exitCode(LIMIT)).isEqualTo(143);
            assertThat(grandchild.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        }
    }
}
