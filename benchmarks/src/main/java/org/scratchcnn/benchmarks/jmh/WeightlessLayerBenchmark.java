package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.layer.DropoutLayer;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.LayerActivations;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.layer.UnaryLayer;
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

    private final Pass pass = new Pass();
    private LayerActivations activations;
    private Layer layer;

    /** Layers that cifar-cnn has, or could have, behind its first convolution. */
    public enum Kind {
        MAX_POOL(MaxPool2d.of(2)),
        AVERAGE_POOL(AvgPool2d.of(2)),
        RELU(Activation.relu()),
        SIGMOID(Activation.sigmoid()),
        TANH(Activation.tanh()),
        DROPOUT(new Dropout(0.5));

        private final LayerSpec spec;

        Kind(LayerSpec spec) {
            this.spec = spec;
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
        var shape = (Shape.Image) kind.spec.outputShape(INPUT);
        var x = Layout.of(INPUT, batchSize, Padding2d.NONE);
        var y = Layout.of(shape, batchSize, Padding2d.NONE);
        activations = draw(kernels, x, y, y, x);
        layer = switch (kind.spec) {
            case MaxPool2d(var window) ->
                new UnaryLayer(
                        kernels.maxPool2d(Pool2dGeometry.sliding(window, false, INPUT), x, y, x, y), activations);
            case AvgPool2d(var window, boolean countPadding) ->
                new UnaryLayer(
                        kernels.avgPool2d(Pool2dGeometry.sliding(window, countPadding, INPUT), x, y, x, y),
                        activations);
            case Activation(var function) -> new UnaryLayer(kernels.activation(function, x, y, x, y), activations);
            case Dropout(double probability) ->
                new DropoutLayer(
                        kernels.dropout(
                                new DropoutMask(probability, DropoutMask.Unit.VALUE, 1, kind.name()), x, y, x, y),
                        activations);
            default -> throw new IllegalStateException(kind + " has weights");
        };
        kernels.workspace().allocate();
        pass.train(0, false);
        // The gradient may need what the forward pass notes down, such as where a maximum was.
        forward();
    }

    @Benchmark
    public LayerActivations forward() {
        layer.forward(pass);
        return activations;
    }

    @Benchmark
    public LayerActivations gradientByInput() {
        layer.gradientByInput(pass);
        return activations;
    }
}
