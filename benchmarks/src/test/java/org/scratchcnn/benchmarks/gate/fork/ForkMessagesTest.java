package org.scratchcnn.benchmarks.gate.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest.Operation;

class ForkMessagesTest {

    private static final ForkRequest REQUEST =
            new ForkRequest("fashion-mnist", 32, "scratch", Operation.STEP, 2, 1_500, 20, 0.05);

    @Test
    void requestsSurviveTheCommandLine() {
        assertThat(ForkRequest.parse(REQUEST.arguments().toArray(String[]::new)))
                .isEqualTo(REQUEST);
    }

    @Test
    void messagesSurviveTheirLine() {
        var ready = new ForkMessage.Ready(760, 680, 16, List.of(Double.doubleToRawLongBits(2.1), -1L));
        var withoutLosses = new ForkMessage.Ready(760, 680, 0, List.of());
        var block = new ForkMessage.Block(1.5, 16.25);

        assertThat(ForkMessage.parse(ready.line())).contains(ready);
        assertThat(ForkMessage.parse(withoutLosses.line())).contains(withoutLosses);
        assertThat(ForkMessage.parse(block.line())).contains(block);
    }

    @Test
    void otherLinesAreNoMessages() {
        assertThat(ForkMessage.parse("WARNING: Using incubator modules")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkMessage.parse("@fork block;2"))
                .withMessage("No message of a fork: @fork block;2");
    }
}
