package org.scratchcnn.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;

/** Whole networks in the library's engines: forward, and a training step. */
@State(Scope.Benchmark)
public class NetworkBenchmark extends ScratchBenchmark {

    /** Enough that steps don't learn them by heart in a moment. */
    private static final int BATCHES = 16;

    /** What the network is trained for. */
    @Param({"fashion-mnist", "cifar-10"})
    public String task = "";

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
        var training = Tasks.task(task).training().withBatchSize(batchSize);
        var resolved = training.network().resolve();
        int classes = resolved.logits().count();
        for (int i = 0; i < BATCHES; i++) {
            var samples = draw(batchSize * resolved.input().size());
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
    static long flops(String task, String operation, int batchSize) {
        var resolved = Tasks.task(task).training().network().resolve();
        return batchSize * (operation.equals("forward") ? 2 * resolved.forwardMacs() : resolved.trainingFlops());
    }
}
