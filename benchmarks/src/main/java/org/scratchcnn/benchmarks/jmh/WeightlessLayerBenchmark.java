package org.scratchcnn.benchmarks.jmh;

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
import org.openjdk.jmh.annotations.Warmup;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.lanes.LaneLoops;
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
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"})
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class WeightlessLayerBenchmark {

    @Param
    public Kind kind = Kind.RELU;

    @Param({"TEXTBOOK", "LANES"})
    public Algorithm algorithm = Algorithm.TEXTBOOK;

    /** Images in each operation. */
    @Param("64")
    public int batchSize = 0;

    private UnaryKernel kernel;
    private Activations input;
    private Activations output;
    private Activations inputGradient;
    private Activations outputGradient;

    /** Layers in the sizes that cifar-cnn has them, or would have them. */
    public enum Kind {
        MAX_POOL(MaxPool2d.of(2), Shape.image(32, 32, 32)),
        AVERAGE_POOL(AvgPool2d.of(2), Shape.image(32, 32, 32)),
        RELU(Activation.relu(), Shape.image(32, 16, 16)),
        SIGMOID(Activation.sigmoid(), Shape.image(32, 16, 16)),
        TANH(Activation.tanh(), Shape.image(32, 16, 16)),
        DROPOUT(new Dropout(0.5), Shape.image(32, 16, 16));

        final LayerSpec layer;
        final Shape.Image input;

        Kind(LayerSpec layer, Shape.Image input) {
            this.layer = layer;
            this.input = input;
        }

        Shape.Image output() {
            return (Shape.Image) layer.outputShape(input);
        }
    }

    /** Which backend computes the layer. */
    public enum Algorithm {
        TEXTBOOK,
        /** One lane an image, the lanes a loop in plain Java. */
        LANES_SCALAR,
        LANES;

        Kernels kernels() {
            var team = new ThreadTeam(1);
            return switch (this) {
                case TEXTBOOK -> new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
                case LANES_SCALAR -> new LanesKernels(team, LaneLoops.scalar(16), ConvAlgorithm.DIRECT);
                case LANES -> new LanesKernels(team);
            };
        }
    }

    @Setup
    public void setUp() {
        var kernels = algorithm.kernels();
        var x = Layout.of(kind.input, batchSize, Padding2d.NONE);
        var y = Layout.of(kind.output(), batchSize, Padding2d.NONE);
        kernel = kernel(kernels, x, y);
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
        kernel.forward(input, output);
    }

    private UnaryKernel kernel(Kernels kernels, Layout x, Layout y) {
        return switch (kind.layer) {
            case MaxPool2d(var window) ->
                kernels.maxPool2d(new Pool2dGeometry(kind.input, kind.output(), window), x, y, x, y);
            case AvgPool2d(var window, boolean countPadding) ->
                kernels.avgPool2d(new Pool2dGeometry(kind.input, kind.output(), window), countPadding, x, y, x, y);
            case Activation(var function) -> kernels.activation(function, x, y, x, y);
            case Dropout(double probability) -> {
                var dropout = kernels.dropout(new DropoutMask(probability, 1, kind.name()), x, y, x, y);
                yield new UnaryKernel() {
                    @Override
                    public void forward(Activations from, Activations to) {
                        dropout.forward(from, to, 0, 0);
                    }

                    @Override
                    public void gradientByInput(Activations from, Activations to, Activations dTo, Activations dFrom) {
                        dropout.gradientByInput(dTo, dFrom, 0, 0);
                    }
                };
            }
            default -> throw new IllegalStateException(kind.layer + " is no layer without weights");
        };
    }

    @Benchmark
    public Activations forward() {
        kernel.forward(input, output);
        return output;
    }

    @Benchmark
    public Activations gradientByInput() {
        kernel.gradientByInput(input, output, outputGradient, inputGradient);
        return inputGradient;
    }
}
