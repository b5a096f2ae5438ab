package org.scratchcnn.benchmarks.gate.fork;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;

/** Times one operation of one engine on one network. */
final class ForkRun implements AutoCloseable {

    /** Training steps whose losses are told. */
    private static final int LOSSES = 10;

    /** More than one, so that no batch is learned by heart between two restores; few enough to fit into memory. */
    private static final int BATCHES = 16;

    private static final int SETTLING_MILLISECONDS = 3;

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ForkRequest request;
    private final ResolvedNetwork network;
    private final ParameterSnapshot initial;
    private final Session session;
    private final List<Batch> batches;
    private int nextBatch;
    private final float[] logits;

    /** Opens the session that the request asks for. */
    ForkRun(ForkRequest request) {
        var benchmark = request.benchmark();
        var training = Tasks.task(benchmark.task())
                .withBatchSize(benchmark.batchSize())
                .training();
        this.request = request;
        network = training.network().resolve();
        initial = ParameterInitializer.draw(training);
        session =
                ScratchEngines.engine(benchmark.engine()).open(training, initial, new EngineOptions(request.threads()));
        var random = new SplittableRandom(1);
        batches = Stream.generate(() -> noise(benchmark.samples(), random))
                .limit(BATCHES)
                .toList();
        logits = new float[benchmark.samples() * network.logits().count()];
    }

    /**
     * Noise with labels drawn at random, the same on every machine: what is computed does not depend on what images show,
     * and no data set has to be there.
     */
    private Batch noise(int samples, SplittableRandom random) {
        var inputs = new float[samples * network.input().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        var labels = random.ints(samples, 0, network.logits().count()).toArray();
        return Batch.labelled(samples, inputs, labels);
    }

    /** What it computes; to be asked for first. */
    ForkMessage.Ready ready() {
        var lossBits = new ArrayList<Long>();
        if (request.benchmark().operation() == Benchmark.Operation.STEP) {
            for (int i = 0; i < LOSSES; i++) {
                lossBits.add(Double.doubleToRawLongBits(session.step(batch())));
            }
        }
        return new ForkMessage.Ready(
                network.parameterCount(),
                network.forwardMacs(),
                VectorSupport.isAvailable() ? VectorSupport.lanes() : 0,
                lossBits);
    }

    /** Repeats the operation for so long, from the initial parameters on: noise is not to be learned by heart. */
    ForkMessage.Block block(int milliseconds) {
        session.restore(initial);
        settle();
        long allocatedBefore = THREADS.getTotalThreadAllocatedBytes();
        long started = System.nanoTime();
        long end = started + (long) (milliseconds * NANOSECONDS_PER_MILLISECOND);
        long now = started;
        int operations = 0;
        do {
            now = timed(now);
            operations++;
        } while (now < end);
        long allocated = THREADS.getTotalThreadAllocatedBytes() - allocatedBefore;
        return new ForkMessage.Block(
                (now - started) / NANOSECONDS_PER_MILLISECOND / operations, (double) allocated / operations);
    }

    /** One operation with its planted slowdown, begun at the time {@code started}; returns the time when it is over. */
    private long timed(long started) {
        operate();
        long now = System.nanoTime();
        if (request.slowdown() > 0) {
            long end = now + (long) (request.slowdown() * (now - started));
            while (now < end) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
        }
        return now;
    }

    private void operate() {
        switch (request.benchmark().operation()) {
            case STEP -> requireFinite(session.step(batch()));
            case FORWARD, FORWARD_ONE -> session.logits(batch(), logits);
        }
    }

    private Batch batch() {
        var batch = batches.get(nextBatch);
        nextBatch = (nextBatch + 1) % BATCHES;
        return batch;
    }

    private static void requireFinite(double loss) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("The loss became " + loss);
        }
    }

    /** Operates off the clock until what ran before is out of the way: other teams of threads spin before they park. */
    private void settle() {
        long end = System.nanoTime() + (long) (SETTLING_MILLISECONDS * NANOSECONDS_PER_MILLISECOND);
        do {
            operate();
        } while (System.nanoTime() < end);
    }

    @Override
    public void close() {
        session.close();
    }
}
