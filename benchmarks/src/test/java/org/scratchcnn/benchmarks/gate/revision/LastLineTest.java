package org.scratchcnn.benchmarks.gate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastLineTest {

    private static InputStream output(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheLastOfAllLines() throws InterruptedException {
        assertThat(new LastLine(output("first\nsecond\nlast\n")).read()).contains("last");
        assertThat(new LastLine(output("cut off")).read()).contains("cut off");
    }

    @Test
    void tellsNothingWhereNothingWasSaid() throws InterruptedException {
        assertThat(new LastLine(output("")).read()).isEmpty();
    }
}
