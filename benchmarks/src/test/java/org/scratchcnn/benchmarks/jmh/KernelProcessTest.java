package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.benchmarks.jmh.FakeKernelEngine.Behaviour;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.KernelTimes;

class KernelProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> PASSES = Set.of("forward", "gradient by input");

    @TempDir
    private Path folder;

    private KernelTimes run(Behaviour behaviour, Path log, Duration patience) throws Exception {
        var request = new ConvolutionRequest(
                LargeConvolutions.all().getFirst(), 32, new EngineOptions(2), new IterationPlan(1, 1, 3, 1));
        return new KernelProcess(FakeKernelEngine.launch(behaviour, folder.resolve("memory")), log, patience)
                .run(request, PASSES);
    }

    private Path log() {
        return folder.resolve("log");
    }

    @Test
    void bringsBackWhatTheEngineMeasured() throws Exception {
        var times = run(Behaviour.FINISH, log(), PATIENCE);

        assertThat(times.milliseconds())
                .containsOnlyKeys(PASSES)
                .allSatisfy((_, samples) -> assertThat(samples).hasSize(3));
        assertThat(times.facts().facts()).containsEntry("threads", "2");
        assertThat(times.jvm().version()).isEqualTo(Runtime.version().toString());
        assertThat(times.jvm().flags()).contains("-Xmx64m");
        assertThat(log()).content().contains("A native library says hello");
    }

    @ParameterizedTest
    @CsvSource({
        "CRASH, ended with exit code 3",
        "LEAVE_NOTHING, left no times that can be read",
        "LEAVE_GARBAGE, left no times that can be read",
        "LEAVE_NO_NUMBERS, is NaN",
        "MISUNDERSTAND, did not time the pass \"gradient by input\""
    })
    void saysHowTheEngineFailedAndWhereToReadMore(Behaviour behaviour, String how) {
        assertThatThrownBy(() -> run(behaviour, log(), PATIENCE))
                .isInstanceOf(KernelFailureException.class)
                .hasMessageContainingAll(FakeKernelEngine.title(behaviour), how, log().toString());
    }

    @Test
    void keepsWhatAnEngineSaysThatCrashes() {
        assertThatThrownBy(() -> run(Behaviour.CRASH, log(), PATIENCE)).isInstanceOf(KernelFailureException.class);

        assertThat(log()).content().contains("Out of luck");
    }

    @Test
    void endsAnEngineThatGoesOnAndOn() throws Exception {
        assertThatThrownBy(() -> run(Behaviour.HANG, log(), Duration.ofSeconds(1)))
                .isInstanceOf(KernelFailureException.class)
                .hasMessageContainingAll("hang", "took more than 1 s", log().toString());

        for (var process : ProcessHandle.current().children().toList()) {
            assertThat(process.onExit().get(1, TimeUnit.MINUTES)).isNotNull();
        }
    }

    @Test
    void failsIfTheEngineCanNotBeStarted() throws IOException {
        var nowhere = folder.resolve("missing").resolve("log");

        assertThatThrownBy(() -> run(Behaviour.FINISH, nowhere, PATIENCE))
                .isInstanceOf(KernelFailureException.class)
                .hasMessageContainingAll("finish", "could not be started", nowhere.toString());
    }
}
