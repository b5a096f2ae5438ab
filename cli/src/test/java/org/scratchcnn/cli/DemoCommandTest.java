package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.cli.DemoCommand.Extent;
import org.scratchcnn.datasets.DataRoot;
import picocli.CommandLine;

class DemoCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private String run(boolean onTerminal) {
        var output = new StringWriter();
        var command = new DemoCommand(new Extent(3, 160, 1), new DataRoot(folder), onTerminal, "truecolor");
        int exitCode = new CommandLine(command).setOut(new PrintWriter(output)).execute();
        assertThat(exitCode).isZero();
        return output.toString();
    }

    @Test
    void isPlainTextAndTheSameEveryTimeWhereThereIsNoTerminal() {
        var output = run(false);

        assertThat(output)
                .contains(
                        "epoch   1 of 3: loss ",
                        "epoch   3 of 3: loss ",
                        "% of 800 other points right",
                        "drawn shapes stand in; ./cnn data download fashion-mnist fetches it",
                        "learns 130 images of 10 classes",
                        "% of 30 other images right, such as:",
                        " %, is ")
                .doesNotContain("\033", "\r");
        assertThat(output.lines().filter(line -> line.matches("[o+#.x%=@]{48}")))
                .hasSize(24);
        assertThat(output.lines().filter(line -> line.matches("([✓✗] [a-z ]+){4}")))
                .hasSize(2);
        assertThat(output.lines().toList().reversed().subList(0, 3))
                .satisfiesExactly(
                        next -> assertThat(next).startsWith("Next: ./cnn train --data"),
                        peer -> assertThat(peer)
                                .matches(
                                        "Deeplearning4j takes [\\d.]+ s and [\\d.]+ s for as many steps on .* with \\d+ cores, by the checked-in record of \\d{4}-\\d\\d-\\d\\d\\."),
                        own -> assertThat(own).startsWith("This took "));
        assertThat(withoutTimes(run(false))).isEqualTo(withoutTimes(output));
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("\\nThis took .*", "");
    }

    @Test
    void drawsThePlaneAnewInItsPlaceOnATerminal() {
        assertThat(run(true)).contains("▀", "\033[25A", "\033[38;2;");
    }

    @Test
    void theRecordHasThePeersTimeForTheSameSteps() {
        var record = RecordedTime.read();

        double epochs300 = record.seconds("dl4j", "spiral", 30_000);
        assertThat(epochs300).isBetween(1.0, 1000.0);
        assertThat(record.seconds("dl4j", "spiral", 15_000)).isEqualTo(epochs300 / 2);
    }
}
