package org.scratchcnn.reports.suite;

import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;

/** Tasks that grow in one direction at a time: their cost is to grow as their work does, without cliffs. */
public final class Scaling {

    /** The suite that measures them, as users type it. */
    public static final String SUITE = "scaling";

    /** The engine that is measured. */
    public static final String ENGINE = "scratch";

    /** How many times the cost of its neighbour's work a point's work may cost. */
    public static final double CLIFF = 1.5;

    private static final int CLASSES = 10;
    private static final int BATCH = 32;

    private Scaling() {}

    /** What grows. */
    public enum Dimension {
        /** Images in a batch, on {@code fashion-cnn}; around multiples of the vectors' lanes point by point. */
        BATCH_SIZE("batch size", List.of(1, 2, 4, 8, 15, 16, 17, 31, 32, 33, 48, 64, 96, 128, 256, 512)),
        /** Height and width of images, on two 3×3 convolutions of 16 channels. */
        IMAGE_SIDE("image side", List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 160, 192, 224)),
        /** Channels in and out of two 3×3 convolutions at 16×16. */
        CHANNELS("channels", List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)),
        /** Threads, on {@code fashion-cnn} with batches of 32. */
        THREADS("threads", List.of());

        private final String title;
        private final List<Integer> values;

        Dimension(String title, List<Integer> values) {
            this.title = title;
            this.values = values;
        }

        /** For headings. */
        public String title() {
            return title;
        }

        /**
         * How far it grows.
         *
         * @param threads that there are
         */
        public List<Integer> values(int threads) {
            return switch (this) {
                case BATCH_SIZE, IMAGE_SIDE, CHANNELS -> values;
                case THREADS ->
                    IntStream.rangeClosed(1, threads)
                            .filter(n -> n <= 4 || Integer.bitCount(n) == 1 || n == threads)
                            .boxed()
                            .toList();
            };
        }

        /** The task at that value; the same one for all numbers of threads. */
        public TaskSpec task(int value) {
            return switch (this) {
                case BATCH_SIZE -> fashion(value);
                case IMAGE_SIDE -> convolutions("two-convs-side-" + value, 3, 16, value);
                case CHANNELS -> convolutions("two-convs-channels-" + value, value, value, 16);
                case THREADS -> fashion(BATCH);
            };
        }
    }

    private static TaskSpec fashion(int batchSize) {
        return task("fashion-scaling", Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), batchSize, 1_024);
    }

    private static TaskSpec convolutions(String name, int inChannels, int channels, int side) {
        var network = new NetworkSpec(
                name,
                Shape.image(inChannels, side, side),
                List.of(
                        convolution(inChannels, channels),
                        Activation.relu(),
                        convolution(channels, channels),
                        Activation.relu(),
                        AvgPool2d.of(side),
                        new Flatten(),
                        Dense.of(channels, CLASSES)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        return task(name, network, OptimizerSpec.sgd(0.01), BATCH, 2 * BATCH);
    }

    private static Conv2d convolution(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }

    private static TaskSpec task(
            String name, NetworkSpec network, OptimizerSpec optimizer, int batchSize, int samples) {
        var noise = new DataSetSpec.Noise(network.input(), CLASSES, samples + 1, 1);
        return new TaskSpec(
                name,
                new DataSpec(noise, samples, 0, 1, DataSpec.Scaling.NONE, 0, 1),
                TrainingSpec.of(network, optimizer, batchSize, 1));
    }
}
