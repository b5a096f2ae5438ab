package org.scratchcnn.benchmarks.gate.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.fork.Benchmark.Operation;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage.Block;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage.Ready;

class ForkMessagesTest {

    @Test
    void requestsSurviveTheCommandLine() {
        var benchmark = new Benchmark("step", "fashion-mnist", 32, "scratch", Operation.STEP);
        var request = new ForkRequest(benchmark, 2, 0.05);

        assertThat(ForkRequest.parse(request.arguments().toArray(String[]::new)))
                .isEqualTo(request);
    }

    @Test
    void messagesSurviveTheirLine() {
        var ready = new Ready(760, 680, 16, List.of(Double.doubleToRawLongBits(2.1), -1L));
        var withoutLosses = new Ready(760, 680, 0, List.of());
        var block = new Block(1.5, 16.25);

        assertThat(Ready.parse(ready.line())).isEqualTo(ready);
        assertThat(Ready.parse(withoutLosses.line())).isEqualTo(withoutLosses);
        assertThat(Block.parse(block.line())).isEqualTo(block);
    }

    @Test
    void linesThatAreNoMessagesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ready.parse("@fork 1.5 16.25"));
        assertThatIllegalArgumentException().isThrownBy(() -> Block.parse("@fork ready now"));
    }
}
