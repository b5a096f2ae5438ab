package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.Benchmark.Operation;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;

class ForkProcessIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static ForkRequest request(String engine) {
        return new ForkRequest(new Benchmark("spiral", "spiral", 8, engine, Operation.STEP), 1, 0);
    }

    @Test
    void runsAForkInAProcessOfItsOwn() throws Exception {
        var forks = ForkProcess.starter(CLASS_PATH);
        try (var fork = forks.start(request("scratch-im2col"))) {
            assertThat(fork.ready().parameters()).isEqualTo(760);
            assertThat(fork.block(1).milliseconds()).isPositive();
            assertThat(fork.block(1).milliseconds()).isPositive();
        }
    }

    @Test
    void saysWhatARevisionCannotDo() {
        var forks = ForkProcess.starter(CLASS_PATH);

        assertThatThrownBy(() -> forks.start(request("scratch-quantum")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("exit code 1, java.lang.IllegalArgumentException: There is no engine");
    }

    @Test
    void saysThatARevisionHasAnotherInterface() {
        var forks = ForkProcess.starter("nowhere");

        assertThatThrownBy(() -> forks.start(request("scratch")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("exit code 1, The engine interface of this revision is another one");
    }

    @Test
    void passesOnWhatTheJvmItselfSays() {
        var forks = ForkProcess.starter(CLASS_PATH, "-XX:NoSuchFlag=1");

        assertThatThrownBy(() -> forks.start(request("scratch")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("exit code 1");
    }
}
