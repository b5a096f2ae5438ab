package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage.Ready;

class NumericsLockTest {

    private static final String COST = "cost step 760 680";
    private static final String LOSS_16 = "loss step amd64 16 25 4002000000000000 4000000000000000";
    private static final String LOSS_8 = "loss step amd64 8 25 4002000000000000 4001000000000000";

    @TempDir
    private Path folder;

    private static NumericsLock lock(String... lines) throws IOException {
        return NumericsLock.parse(List.of(lines));
    }

    @Test
    void theCheckedInLockIsAsItWouldBeWritten() throws IOException {
        var text = Files.readString(Path.of("..", NumericsLock.FILE));

        assertThat(NumericsLock.parse(text.lines().toList()).text()).isEqualTo(text);
    }

    @Test
    void readsTheFileOfAFolderIfThereIsOne() throws IOException {
        assertThat(NumericsLock.read(folder)).isEqualTo(NumericsLock.EMPTY);

        Files.writeString(folder.resolve("numerics.lock"), lock(COST, LOSS_16).text());

        assertThat(NumericsLock.read(folder)).isEqualTo(lock(COST, LOSS_16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost step",
                "cost step 1",
                "cost step 1 many",
                "loss step amd64 16 25 xyz",
                "loss step 16 25 4002000000000000",
                "more"
            })
    void aLineThatCannotBeReadIsNamed(String line) {
        assertThatIOException()
                .isThrownBy(() -> lock("# comment", "", line))
                .withMessage("numerics.lock has a line that can't be read: \"" + line
                        + "\"; write the file anew with ./cnn gate lock");
    }

    @Test
    void aForksNumbersMakeTheFilesLines() throws IOException {
        var bits = List.of(Double.doubleToRawLongBits(2.25), Double.doubleToRawLongBits(2.0));
        var key = "loss step " + System.getProperty("os.arch") + " 16 "
                + Runtime.version().feature();

        assertThat(NumericsLock.of("step", new Ready(760, 680, 16, bits)))
                .isEqualTo(lock(COST, key + " 4002000000000000 4000000000000000"));
        assertThat(NumericsLock.of("step", new Ready(760, 680, 16, List.of()))).isEqualTo(lock(COST));
    }

    @Test
    void theFirstLossThatDiffersIsNamed() throws IOException {
        assertThat(lock(LOSS_16).difference("loss step amd64 16 25", "4002000000000000 4001000000000000"))
                .contains("the loss of training step 2 has other bits than in numerics.lock: 2.125 instead of 2.0");
        assertThat(lock(LOSS_16).difference("loss step amd64 16 25", "4002000000000000"))
                .contains("the loss of training step 2 has other bits than in numerics.lock: none instead of 2.0");
        assertThat(lock(LOSS_16).difference("loss step amd64 16 25", "4002000000000000 4000000000000000"))
                .isEmpty();
    }

    @Test
    void aLineOfTheBasesLockThatTheHeadsHasLostIsNamed() throws IOException {
        var base = lock(COST, LOSS_16, LOSS_8);

        assertThat(lock(LOSS_16, LOSS_8).lost(base, "step"))
                .contains("numerics.lock has lost the line \"cost step\" that the base's has");
        assertThat(lock(COST, LOSS_16).lost(base, "step"))
                .contains("numerics.lock has lost the line \"loss step amd64 8 25\" that the base's has");
        assertThat(base.lost(lock(COST), "step")).isEmpty();
    }

    /** A machine with smaller vectors can't measure the larger ones' losses anew. */
    @Test
    void aLockWithOtherLossesMayHaveFewerLines() throws IOException {
        var anew = lock(COST, "loss step amd64 8 25 4002000000000000 4004000000000000");

        assertThat(anew.lost(lock(COST, LOSS_16, LOSS_8), "step")).isEmpty();
    }

    @Test
    void linesOfOtherBenchmarksMayGo() throws IOException {
        assertThat(NumericsLock.EMPTY.lost(lock(COST, LOSS_16), "other")).isEmpty();
        assertThat(NumericsLock.EMPTY.lost(lock(COST, LOSS_16), "st")).isEmpty();
    }
}
