package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.zoo.LargeConvolutions;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.KernelWorker;
import org.scratchcnn.worker.TimedKernel;

class KernelProcessTest {

    private static final String THREADS = "SCRATCH_CNN_FAKE_THREADS";

    @TempDir
    private Path folder;

    /** The main class of an engine that computes nothing, or that breaks down. */
    static final class FakeEngine {

        private FakeEngine() {}

        static void main(String[] args) throws IOException {
            if (args[0].equals("broken")) {
                System.err.println("Out of luck");
                System.exit(3);
            }
            if (args[0].equals("speechless")) {
                return;
            }
            System.out.println("A native library says hello");
            if (!args[1].equals(ConvolutionRequest.ARGUMENT)) {
                throw new IllegalArgumentException(args[1]);
            }
            KernelWorker.run(ConvolutionRequest.class, _ -> new Nothing(), args[2], Path.of(args[3]));
        }
    }

    private static final class Nothing implements TimedKernel {

        @Override
        public SequencedMap<String, Runnable> passes() {
            var passes = new LinkedHashMap<String, Runnable>();
            passes.put("forward", () -> {});
            passes.put("backward", () -> {});
            return passes;
        }

        @Override
        public EngineFacts facts() {
            return new EngineFacts("fake", new TreeMap<>(Map.of("threads", String.valueOf(System.getenv(THREADS)))));
        }

        @Override
        public void close() {}
    }

    private KernelProcess process(String engine) {
        return new KernelProcess(launch(engine), log());
    }

    private static EngineLaunch launch(String engine) {
        return new EngineLaunch(
                engine,
                FakeEngine.class.getName(),
                System.getProperty("java.class.path"),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                Map.of(THREADS, "{threads}"));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static ConvolutionRequest request() {
        return new ConvolutionRequest(
                LargeConvolutions.all().getFirst(), 32, new EngineOptions(2), new IterationPlan(1, 1, 3, 1));
    }

    @Test
    void bringsBackWhatTheEngineMeasured() throws IOException {
        var times = process("fake").run(request());

        assertThat(times.milliseconds())
                .containsOnlyKeys("forward", "backward")
                .allSatisfy((_, samples) -> assertThat(samples).hasSize(3));
        assertThat(times.facts().facts()).containsEntry("threads", "2");
        assertThat(log()).content().contains("A native library says hello");
    }

    @Test
    void saysWhereToReadWhyItFailed() {
        assertThatThrownBy(() -> process("broken").run(request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("broken", "exit code 3", log().toString());
        assertThat(log()).content().contains("Out of luck");
    }

    @Test
    void failsIfTheEngineLeavesNothingToRead() {
        assertThatThrownBy(() -> process("speechless").run(request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("speechless", "left no times that can be read", log().toString());
    }

    @Test
    void failsIfTheEngineCanNotBeStarted() {
        var nowhere = folder.resolve("missing").resolve("log");

        assertThatThrownBy(() -> new KernelProcess(launch("fake"), nowhere).run(request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("fake", "could not be started", nowhere.toString());
    }
}
