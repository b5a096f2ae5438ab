package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.KernelWorker;
import org.scratchcnn.worker.TimedKernel;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/** The main class of an engine that computes nothing, and behaves as it is named. */
final class FakeKernelEngine {

    static final String THREADS = "SCRATCH_CNN_FAKE_THREADS";
    private static final String MEMORY = "SCRATCH_CNN_FAKE_MEMORY";

    private FakeKernelEngine() {}

    /** What an engine can do. */
    enum Behaviour {
        /** Prints something and times the forward pass and the gradient by input. */
        FINISH,
        /** Does so in its first process, and breaks down in all that follow. */
        FINISH_ONCE,
        /** Complains on standard error, and ends with exit code 3. */
        CRASH,
        /** Ends well and leaves nothing. */
        LEAVE_NOTHING,
        /** Leaves something else than times. */
        LEAVE_GARBAGE,
        /** Leaves times of which one is none. */
        LEAVE_NO_NUMBERS,
        /** Times another pass than it was asked for. */
        MISUNDERSTAND,
        /** Goes on and on. */
        HANG
    }

    /**
     * How to start an engine of that behaviour.
     *
     * @param memory file in which it remembers that it was started before
     */
    static EngineLaunch launch(Behaviour behaviour, Path memory) {
        return new EngineLaunch(
                title(behaviour),
                FakeKernelEngine.class.getName(),
                System.getProperty("java.class.path"),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                Map.of(THREADS, "{threads}", MEMORY, memory.toString()));
    }

    /** Its engine's name. */
    static String title(Behaviour behaviour) {
        return behaviour.name().toLowerCase(Locale.ROOT);
    }

    static void main(String[] args) throws IOException, InterruptedException {
        var result = Path.of(args[3]);
        switch (Behaviour.valueOf(args[0].toUpperCase(Locale.ROOT))) {
            case FINISH -> finish(args, Pass.FORWARD, Pass.GRADIENT_BY_INPUT);
            case FINISH_ONCE -> {
                var memory = Path.of(System.getenv(MEMORY));
                if (Files.exists(memory)) {
                    crash();
                }
                Files.createFile(memory);
                finish(args, Pass.FORWARD, Pass.GRADIENT_BY_INPUT);
            }
            case CRASH -> crash();
            case LEAVE_NOTHING -> {}
            case LEAVE_GARBAGE -> Files.writeString(result, "no times");
            case LEAVE_NO_NUMBERS -> {
                finish(args, Pass.FORWARD, Pass.GRADIENT_BY_INPUT);
                var times = Files.readString(result);
                Files.writeString(result, times.replaceFirst("(\"forward\":\\[)[^,\\]]+", "$1\"NaN\""));
            }
            case MISUNDERSTAND -> finish(args, Pass.FORWARD);
            case HANG -> Thread.sleep(Duration.ofHours(1));
        }
    }

    private static void crash() {
        System.err.println("Out of luck");
        System.exit(3);
    }

    private static void finish(String[] args, Pass... passes) throws IOException {
        System.out.println("A native library says hello");
        if (!args[1].equals(ConvolutionRequest.ARGUMENT)) {
            throw new IllegalArgumentException(args[1]);
        }
        KernelWorker.run(ConvolutionRequest.class, _ -> new Nothing(List.of(passes)), args[2], Path.of(args[3]));
    }

    private record Nothing(List<Pass> timed) implements TimedKernel {

        @Override
        public SequencedMap<String, Runnable> passes() {
            var passes = new LinkedHashMap<String, Runnable>();
            timed.forEach(pass -> passes.put(pass.title(), () -> {}));
            return passes;
        }

        @Override
        public EngineFacts facts() {
            return new EngineFacts("fake", new TreeMap<>(Map.of("threads", String.valueOf(System.getenv(THREADS)))));
        }

        @Override
        public void close() {}
    }
}
