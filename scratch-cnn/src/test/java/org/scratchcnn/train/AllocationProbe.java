package org.scratchcnn.train;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;

/**
 * Run in a JVM of its own: takes training steps with one engine until a series of them allocates nothing on any thread
 * of the team, and prints what the best series allocated.
 */
final class AllocationProbe {

    private static final int STEPS = 20;

    /** More than go through a network with batch normalization at a time. */
    private static final int SAMPLES = 70;

    private static final int MOST_SERIES = 1_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationProbe() {}

    /** Engine's name. */
    public static void main(String[] arguments) {
        var network = new NetworkSpec(
                "every-layer",
                Shape.image(1, 12, 12),
                List.of(
                        Conv2d.of(1, 16, 3).withPadding(Padding2d.all(1)),
                        Activation.relu(),
                        MaxPool2d.of(2),
                        new Residual(
                                List.of(Conv2d.of(16, 16, 3), BatchNorm2d.of(16)),
                                List.of(new Concat(List.of(
                                        List.of(Conv2d.of(16, 8, 3)),
                                        List.of(Conv2d.of(16, 6, 3), new PadChannels(1, 1)))))),
                        Activation.tanh(),
                        new Softmax(),
                        LayerNorm.of(Shape.image(16, 4, 4)),
                        AvgPool2d.of(2),
                        new Flatten(),
                        Dense.of(64, 16),
                        Activation.sigmoid(),
                        new LogSoftmax(),
                        new Dropout(0.5),
                        Dense.of(16, 10)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        // Muon of weights, Adam of all others.
        var training = TrainingSpec.of(network, OptimizerSpec.muon(0.02), SAMPLES, 1)
                .withClipping(new ClippingSpec.ByGlobalNorm(1))
                .withDecay(new DecaySpec.L2(1e-3))
                .withGroups(ParameterGroup.withoutDecay())
                .withAveraging(new AveragingSpec.Lookahead(3, 0.5, 0));
        var batch = DrawnBatch.of(network.resolve(), SAMPLES, new SplittableRandom(1));
        var sample = DrawnBatch.of(network.resolve(), 1, new SplittableRandom(2));
        var logits = new float[10 * SAMPLES];
        var initial = ParameterInitializer.draw(training);
        long least = Long.MAX_VALUE;
        try (var session = ScratchEngines.engine(arguments[0]).open(training, initial, new EngineOptions(2))) {
            for (int series = 0; series < MOST_SERIES && least > 0; series++) {
                long teamBefore = allocatedByTeam();
                long callerBefore = allocatedByCaller();
                for (int step = 0; step < STEPS; step++) {
                    session.step(batch);
                    session.logits(batch, logits);
                    session.logits(sample, logits);
                }
                // The caller first: asking for the team's figures allocates on the caller.
                long caller = allocatedByCaller() - callerBefore;
                least = Math.min(least, caller + allocatedByTeam() - teamBefore);
            }
        }
        System.out.println("least bytes allocated in " + STEPS + " steps: " + least);
    }

    private static long allocatedByCaller() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private static long allocatedByTeam() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scratch-cnn-"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.threadId()))
                .sum();
    }
}
