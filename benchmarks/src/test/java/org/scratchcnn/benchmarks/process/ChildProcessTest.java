package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChildProcessTest {

    private static ChildProcess shell(String script) throws IOException, InterruptedException {
        return ChildProcess.start(new ProcessBuilder("sh", "-c", script));
    }

    private static final Duration FAR = Duration.ofMinutes(2);
    private static final Duration NEAR = Duration.ofMillis(10);

    private static @Nullable String line(ChildProcess process, Duration wait) throws Exception {
        return process.read(Optional::of, wait).orElse(null);
    }

    @Test
    void tellsEveryLineThenTheEndThenTheExitCode() throws Exception {
        try (var process = shell("echo one; echo; printf two; exit 3")) {
            assertThat(line(process, FAR)).isEqualTo("one");
            assertThat(line(process, FAR)).isEmpty();
            assertThat(line(process, FAR)).isEqualTo("two");
            assertThat(line(process, FAR)).isNull();
            assertThat(process.exitCode(FAR)).isEqualTo(3);
        }
    }

    @Test
    void takesLinesAndTheEndOfItsInput() throws Exception {
        try (var process = shell("read line; echo \"got $line\"; cat; echo end")) {
            process.write("ä line");
            assertThat(line(process, FAR)).isEqualTo("got ä line");
            process.closeInput();
            assertThat(line(process, FAR)).isEqualTo("end");
        }
    }

    @Test
    void takesNoHarmFromInputThatNobodyReads() throws Exception {
        try (var process = shell("exit 4")) {
            assertThat(process.exitCode(FAR)).isEqualTo(4);
            process.write("too late");
            process.closeInput();
        }
    }

    @Test
    void keepsTheLastLinesOfStandardError() throws Exception {
        try (var process = shell("for i in $(seq 30); do echo error $i >&2; done; echo line")) {
            assertThat(line(process, FAR)).isEqualTo("line");
            assertThat(process.lastErrors()).hasSize(20).endsWith("error 29", "error 30");
        }
    }

    @Test
    void tellsSilenceFromTheEnd() throws Exception {
        var process = shell("exec sleep 600");

        assertThatThrownBy(() -> line(process, NEAR)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> process.exitCode(NEAR)).isInstanceOf(TimeoutException.class);

        process.close();
        assertThat(line(process, FAR)).isNull();
        assertThat(process.exitCode(FAR)).isNotZero();
    }

    @Test
    void readsOnToTheLineThatMeansSomethingAndNoLongerThanTheWait() throws Exception {
        try (var process = shell("echo one; echo two; while echo babble; do :; done")) {
            assertThat(process.read(line -> Optional.of(line).filter("two"::equals), FAR))
                    .contains("two");
            assertThatThrownBy(() -> process.read(_ -> Optional.empty(), Duration.ofMillis(100)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @Timeout(120)
    void killsWhatTheProcessHasStarted() throws Exception {
        ProcessHandle grandchild;
        try (var process = shell("sleep 600 & echo $!; wait")) {
            var line = line(process, FAR);
            assertThat(line).isNotNull();
            grandchild = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
        }

        assertThat(grandchild.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }
}
