package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.process.ProcessLines.Output;

class ProcessLinesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    @Test
    void tellsEveryLineAndThenTheEnd() throws Exception {
        var lines = new ProcessLines(shell("echo one; echo; printf two"));

        assertThat(lines.next(new Patience(PATIENCE))).isEqualTo(new Output.Line("one"));
        assertThat(lines.next(new Patience(PATIENCE))).isEqualTo(new Output.Line(""));
        assertThat(lines.next(new Patience(PATIENCE))).isEqualTo(new Output.Line("two"));
        assertThat(lines.next(new Patience(PATIENCE))).isEqualTo(new Output.End());
    }

    @Test
    void tellsSilenceFromTheEnd() throws Exception {
        var process = shell("exec sleep 600");
        var lines = new ProcessLines(process);

        assertThat(lines.next(new Patience(Duration.ofMillis(10)))).isEqualTo(new Output.Silence());

        process.destroyForcibly();
        assertThat(lines.next(new Patience(PATIENCE))).isEqualTo(new Output.End());
    }

    @Test
    void losesItsPatienceWithLinesThatAreNotTheOnesWaitedFor() throws Exception {
        var process = shell("while echo babble; do :; done");
        var lines = new ProcessLines(process);
        var patience = new Patience(Duration.ofMillis(100));

        var output = lines.next(patience);
        while (output instanceof Output.Line) {
            output = lines.next(patience);
        }

        assertThat(output).isEqualTo(new Output.Silence());
        patience.renew();
        assertThat(lines.next(patience)).isEqualTo(new Output.Line("babble"));
        process.destroyForcibly();
    }

    @Test
    void takesALineThatNeverEndsInPieces() throws Exception {
        var process = shell("exec tr '\\0' x </dev/zero");
        var lines = new ProcessLines(process);

        var output = lines.next(new Patience(PATIENCE));

        assertThat(output)
                .isInstanceOfSatisfying(
                        Output.Line.class, line -> assertThat(line.text()).hasSize(ProcessLines.LONGEST_LINE));
        process.destroyForcibly();
    }
}
