package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChildProcessTest {

    private static ChildProcess shell(String script) throws IOException, InterruptedException {
        return ChildProcess.start(new ProcessBuilder("sh", "-c", script));
    }

    private static Deadline far() {
        return new Deadline(Duration.ofMinutes(2));
    }

    private static Deadline near() {
        return new Deadline(Duration.ofMillis(10));
    }

    @Test
    void tellsEveryLineThenTheEndThenTheExitCode() throws Exception {
        try (var process = shell("echo one; echo; printf two; exit 3")) {
            assertThat(process.readLine(far())).isEqualTo("one");
            assertThat(process.readLine(far())).isEmpty();
            assertThat(process.readLine(far())).isEqualTo("two");
            assertThat(process.readLine(far())).isNull();
            assertThat(process.exitCode(far())).isEqualTo(3);
        }
    }

    @Test
    void takesLinesAndTheEndOfItsInput() throws Exception {
        try (var process = shell("read line; echo \"got $line\"; cat; echo end")) {
            process.write("ä line");
            assertThat(process.readLine(far())).isEqualTo("got ä line");
            process.closeInput();
            assertThat(process.readLine(far())).isEqualTo("end");
        }
    }

    @Test
    void takesNoHarmFromInputThatNobodyReads() throws Exception {
        try (var process = shell("exit 4")) {
            assertThat(process.exitCode(far())).isEqualTo(4);
            process.write("too late");
            process.closeInput();
        }
    }

    @Test
    void keepsTheLastLinesOfStandardError() throws Exception {
        try (var process = shell("for i in $(seq 30); do echo error $i >&2; done; echo line")) {
            assertThat(process.readLine(far())).isEqualTo("line");
            assertThat(process.lastErrors()).hasSize(20).endsWith("error 29", "error 30");
        }
    }

    @Test
    void tellsSilenceFromTheEnd() throws Exception {
        var process = shell("exec sleep 600");

        assertThatThrownBy(() -> process.readLine(near())).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> process.exitCode(near())).isInstanceOf(TimeoutException.class);

        process.close();
        assertThat(process.readLine(far())).isNull();
        assertThat(process.exitCode(far())).isNotZero();
    }

    @Test
    void keepsToTheDeadlineWhateverLinesComeUntilItIsRenewed() throws Exception {
        try (var process = shell("while echo babble; do :; done")) {
            var deadline = new Deadline(Duration.ofMillis(100));

            assertThatThrownBy(() -> {
                        while (true) {
                            var _ = process.readLine(deadline);
                        }
                    })
                    .isInstanceOf(TimeoutException.class);

            deadline.renew();
            assertThat(process.readLine(deadline)).isEqualTo("babble");
        }
    }

    @Test
    @Timeout(120)
    void killsWhatTheProcessHasStarted() throws Exception {
        ProcessHandle grandchild;
        try (var process = shell("sleep 600 & echo $!; wait")) {
            var line = process.readLine(far());
            assertThat(line).isNotNull();
            grandchild = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
        }

        assertThat(grandchild.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }
}
