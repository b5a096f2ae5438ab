package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTimesTest {

    @TempDir
    private Path proc = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(proc.resolve("self"));
    }

    @Test
    void readsWhatLinuxCountsOfAllProcessorsAndOfThisProcessWithItsChildren() throws IOException {
        write(
                "cpu  100 20 30 4000 500 6 7 80 9 10\ncpu0 50 10 15 2000 250 3 3 40 4 5\ncpu1 50 10 15 2000 250 3 4 40 5 5\nintr 1 2\n",
                "42 (a (b) c) S 1 42 42 0 -1 4194304 99 98 97 96 11 12 13 14 20 0 1 0 2452436 3133440\n");

        assertThat(ProcessorTimes.read(proc)).contains(new ProcessorTimes(2, 4743, 4743 - 4500, 11 + 12 + 13 + 14));
    }

    @Test
    void knowsNothingWhereTheSystemDoesNotSay() throws IOException {
        assertThat(ProcessorTimes.read(proc.resolve("missing"))).isEmpty();

        write("something else", "42 (java) S");

        assertThat(ProcessorTimes.read(proc)).isEmpty();
    }

    @Test
    void tellsHowManyProcessorsOthersKeptBusy() {
        var before = new ProcessorTimes(4, 10_000, 5_000, 1_000);
        var after = new ProcessorTimes(4, 10_400, 5_230, 1_180);

        assertThat(after.othersSince(before)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void countsNobodyElseWhereThisProcessIsCountedFinerThanTheWhole() {
        var before = new ProcessorTimes(4, 10_000, 5_000, 1_000);

        assertThat(new ProcessorTimes(4, 10_400, 5_100, 1_102).othersSince(before))
                .isZero();
        assertThat(before.othersSince(before)).isZero();
    }

    private void write(String all, String self) throws IOException {
        Files.writeString(proc.resolve("stat"), all);
        Files.writeString(proc.resolve("self/stat"), self);
    }
}
