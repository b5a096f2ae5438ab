package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/** Pooling, activation functions and dropout on each backend, on one thread. */
@State(Scope.Benchmark)
public class WeightlessLayerBenchmark extends ScratchBenchmark {

    private static final Shape.Image INPUT = Shape.image(32, 32, 32);

    @Param
    public Kind kind = Kind.RELU;

    @Param
    public Algorithm algorithm = Algorithm.TEXTBOOK;

    /** Images in each operation. */
    @Param("64")
    public int batchSize = 0;

    private Activations input;
    private Activations output;
    private Activations inputGradient;
    private Activations outputGradient;
    private Runnable forward;
    private Runnable gradientByInput;

    /** Layers that cifar-cnn has, or could have, behind its first convolution. */
    public enum Kind {
        MAX_POOL(MaxPool2d.of(2)),
        AVERAGE_POOL(AvgPool2d.of(2)),
        RELU(Activation.relu()),
        SIGMOID(Activation.sigmoid()),
        TANH(Activation.tanh()),
        DROPOUT(new Dropout(0.5));

        private final LayerSpec layer;

        Kind(LayerSpec layer) {
            this.layer = layer;
        }
    }

    /** Which backend computes the layer. */
    public enum Algorithm {
        TEXTBOOK,
        LANES;

        Kernels kernels() {
            var team = new ThreadTeam(1);
            return switch (this) {
                case TEXTBOOK -> new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
                case LANES -> new LanesKernels(team);
            };
        }
    }

    @Setup
    public void setUp() {
        var kernels = algorithm.kernels();
        var x = Layout.of(INPUT, batchSize, Padding2d.NONE);
        var y = Layout.of(kind.layer.outputShape(INPUT), batchSize, Padding2d.NONE);
        plan(kernels, x, y);
        kernels.workspace().allocate();
        input = kernels.allocate(x);
        output = kernels.allocate(y);
        inputGradient = kernels.allocate(x);
        outputGradient = kernels.allocate(y);

        var random = new SplittableRandom(1);
        kernels.pack(DrawnNumbers.draw(batchSize * x.sampleSize(), random), 0, batchSize, input);
        kernels.pack(DrawnNumbers.draw(batchSize * y.sampleSize(), random), 0, batchSize, outputGradient);
        output.setImages(batchSize);
        inputGradient.setImages(batchSize);
        // The gradient may need what the forward pass notes down, such as where a maximum was.
        forward.run();
    }

    private void plan(Kernels kernels, Layout x, Layout y) {
        var pooled = (Shape.Image) kind.layer.outputShape(INPUT);
        switch (kind.layer) {
            case MaxPool2d(var window) ->
                plan(kernels.maxPool2d(new Pool2dGeometry(INPUT, pooled, window), x, y, x, y));
            case AvgPool2d(var window, boolean countPadding) ->
                plan(kernels.avgPool2d(new Pool2dGeometry(INPUT, pooled, window), countPadding, x, y, x, y));
            case Activation(var function) -> plan(kernels.activation(function, x, y, x, y));
            case Dropout(double probability) -> {
                var kernel = kernels.dropout(new DropoutMask(probability, 1, kind.name()), x, y, x, y);
                forward = () -> kernel.forward(input, output, 0, 0);
                gradientByInput = () -> kernel.gradientByInput(outputGradient, inputGradient, 0, 0);
            }
            default -> throw new IllegalStateException(kind + " is no layer without weights");
        }
    }

    private void plan(UnaryKernel kernel) {
        forward = () -> kernel.forward(input, output);
        gradientByInput = () -> kernel.gradientByInput(input, output, outputGradient, inputGradient);
    }

    @Benchmark
    public Activations forward() {
        forward.run();
        return output;
    }

    @Benchmark
    public Activations gradientByInput() {
        gradientByInput.run();
        return inputGradient;
    }
}
