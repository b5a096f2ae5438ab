package org.scratchcnn.benchmarks.gate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest.Operation;
import org.scratchcnn.benchmarks.gate.revision.Fork.ForkException;

class ForkLauncherIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static ForkRequest request(String engine) {
        return new ForkRequest("spiral", 8, engine, Operation.STEP, 1, 0, 1, 0);
    }

    @Test
    void runsAForkInAProcessOfItsOwn() throws Exception {
        var launcher = new ForkLauncher(CLASS_PATH, List.of());
        try (var fork = launcher.start(request("scratch-im2col"), Fork.LONGEST_WAIT)) {
            assertThat(fork.ready().parameters()).isEqualTo(760);
            assertThat(fork.block(Fork.LONGEST_WAIT).milliseconds()).isPositive();
            assertThat(fork.block(Fork.LONGEST_WAIT).milliseconds()).isPositive();
        }
    }

    @Test
    void saysWhatARevisionCannotDo() {
        var launcher = new ForkLauncher(CLASS_PATH, List.of());

        assertThatThrownBy(() -> launcher.start(request("scratch-quantum"), Fork.LONGEST_WAIT))
                .isInstanceOf(ForkException.class)
                .hasMessageStartingWith("exit code 1, java.lang.IllegalArgumentException: There is no engine");
    }

    @Test
    void saysThatARevisionHasAnotherInterface() {
        var launcher = new ForkLauncher("nowhere", List.of());

        assertThatThrownBy(() -> launcher.start(request("scratch"), Fork.LONGEST_WAIT))
                .isInstanceOf(ForkException.class)
                .hasMessageStartingWith("exit code 1, The engine interface of this revision is another one");
    }

    @Test
    void passesOnWhatTheJvmItselfSays() {
        var launcher = new ForkLauncher(CLASS_PATH, List.of("-XX:NoSuchFlag=1"));

        assertThatThrownBy(() -> launcher.start(request("scratch"), Fork.LONGEST_WAIT))
                .isInstanceOf(ForkException.class)
                .hasMessageStartingWith("exit code 1");
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        var launcher = new ForkLauncher(CLASS_PATH, List.of());

        assertThatThrownBy(() -> launcher.start(request("scratch"), Duration.ofMillis(1)))
                .isInstanceOf(ForkException.class)
                .hasMessage("it brought no message for 0 s");
    }
}
