package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** A whole network in one of the library's engines, on batches of drawn samples that take turns. */
final class NetworkWorkload implements AutoCloseable {

    /** Enough that steps don't learn them by heart in a moment. */
    private static final int BATCHES = 16;

    private final Session session;
    private final Batch[] batches = new Batch[BATCHES];
    private final float[] logits;
    private int next;

    /**
     * An open session with the network's initial weights.
     *
     * @param network of the zoo; it is trained as in its first task
     */
    NetworkWorkload(String network, String engine, int images, int threads) {
        var training = training(network, images);
        var resolved = training.network().resolve();
        var random = new SplittableRandom(1);
        int classes = resolved.logits().count();
        for (int i = 0; i < BATCHES; i++) {
            var labels = new int[images];
            for (int n = 0; n < images; n++) {
                labels[n] = random.nextInt(classes);
            }
            batches[i] = Batch.labelled(
                    images, DrawnNumbers.draw(images * resolved.input().size(), random), labels);
        }
        logits = new float[images * classes];
        session = ScratchEngines.engine(engine)
                .open(training, ParameterInitializer.draw(training), new EngineOptions(threads));
    }

    /**
     * How the network is trained.
     *
     * @throws IllegalArgumentException if no task has that network
     */
    static TrainingSpec training(String network, int images) {
        return Tasks.all().stream()
                .map(TaskSpec::training)
                .filter(training -> training.network().name().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No task has the network \"%s\"".formatted(network)))
                .withBatchSize(images);
    }

    /** Nominal, of one operation: forward, and for training both gradients but the first layer's by input. */
    static long flops(String network, Operation operation, int images) {
        var resolved = training(network, images).network().resolve();
        long perImage = switch (operation) {
            case FORWARD, FORWARD_ONE -> 2 * resolved.forwardMacs();
            case FORWARD_BACKWARD, STEP -> resolved.trainingFlops();
        };
        return perImage * operation.samples(images);
    }

    /** The operation, ready to be repeated. */
    Workload operation(Operation operation) {
        return switch (operation) {
            case FORWARD -> this::forward;
            case FORWARD_BACKWARD -> () -> session.computeGradients(nextBatch());
            case STEP -> () -> session.step(nextBatch());
            case FORWARD_ONE ->
                throw new IllegalArgumentException("Single samples are timed with the engines, by --set headline");
        };
    }

    /** Logits of the next batch. */
    float[] forward() {
        session.logits(nextBatch(), logits);
        return logits;
    }

    /**
     * Off the clock: times of a network that came to nothing are not to be published.
     *
     * @throws IllegalStateException if a logit is infinite or not a number
     */
    void requireFiniteLogits() {
        for (float logit : forward()) {
            if (!Float.isFinite(logit)) {
                throw new IllegalStateException("A logit became %s while the network was timed".formatted(logit));
            }
        }
    }

    private Batch nextBatch() {
        next = (next + 1) % BATCHES;
        return batches[next];
    }

    Session session() {
        return session;
    }

    Batch batch(int index) {
        return batches[index];
    }

    @Override
    public void close() {
        session.close();
    }
}
