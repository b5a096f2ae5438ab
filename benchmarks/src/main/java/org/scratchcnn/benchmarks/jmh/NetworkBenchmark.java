package org.scratchcnn.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;

/** Whole networks in the library's engines: forward, forward and backward, and training step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"})
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class NetworkBenchmark {

    /** Enough that steps don't learn them by heart in a moment. */
    private static final int BATCHES = 16;

    /** Of the zoo, trained as in its first task. */
    @Param({"fashion-cnn", "cifar-cnn"})
    public String network = "";

    /** An engine of the library. */
    @Param({"scratch", "scratch-direct", "scratch-im2col", "scratch-naive"})
    public String algorithm = "";

    /** Images in each operation. */
    @Param("32")
    public int batchSize = 0;

    /** That compute each operation together. */
    @Param("1")
    public int threads = 0;

    private final List<Batch> batches = new ArrayList<>();
    private Session session;
    private float[] logits;
    private int next;

    @Setup
    public void setUp() {
        var training = training(network, batchSize);
        var resolved = training.network().resolve();
        var random = new SplittableRandom(1);
        int classes = resolved.logits().count();
        for (int i = 0; i < BATCHES; i++) {
            var samples = DrawnNumbers.draw(batchSize * resolved.input().size(), random);
            var labels = random.ints(batchSize, 0, classes).toArray();
            batches.add(Batch.labelled(batchSize, samples, labels));
        }
        logits = new float[batchSize * classes];
        session = ScratchEngines.engine(algorithm)
                .open(training, ParameterInitializer.draw(training), new EngineOptions(threads));
    }

    @Benchmark
    public float[] forward() {
        session.logits(nextBatch(), logits);
        return logits;
    }

    @Benchmark
    public Object forwardAndBackward() {
        return session.computeGradients(nextBatch());
    }

    @Benchmark
    public Object trainingStep() {
        return session.step(nextBatch());
    }

    private Batch nextBatch() {
        next = (next + 1) % BATCHES;
        return batches.get(next);
    }

    /** A network that computed nonsense is not worth a time. */
    @TearDown
    public void requireFiniteLogits() {
        for (float logit : forward()) {
            if (!Float.isFinite(logit)) {
                throw new IllegalStateException("A logit became " + logit + " while the network was timed");
            }
        }
        session.close();
    }

    /** Nominal work of one operation: forward, and for training both gradients but the first layer's by input. */
    static long flops(String network, String operation, int batchSize) {
        var resolved = training(network, batchSize).network().resolve();
        return batchSize * (operation.equals("forward") ? 2 * resolved.forwardMacs() : resolved.trainingFlops());
    }

    private static TrainingSpec training(String network, int batchSize) {
        return Tasks.all().stream()
                .map(TaskSpec::training)
                .filter(training -> training.network().name().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No task has the network \"" + network + "\""))
                .withBatchSize(batchSize);
    }
}
