package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LaneLoops;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.layer.LayerActivations;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.layer.WeightedLayer;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

/** im2col against the naive loops and the library's other algorithms: all passes of one convolution, on one thread. */
@State(Scope.Benchmark)
public class ConvolutionBenchmark extends ScratchBenchmark {

    /** A convolution of the zoo, {@code NETWORK/PATH}. */
    @Param({
        "fashion-cnn/0",
        "fashion-cnn/3",
        "cifar-cnn/0",
        "cifar-cnn/3",
        "cifar-tutorial-cnn/3",
        "cifar-tutorial-cnn/6",
        "mnist-untied-cnn/3",
        "scratcher-cnn/3"
    })
    public String layer = "";

    @Param({"NAIVE", "IM2COL", "DIRECT", "WINOGRAD"})
    public Algorithm algorithm = Algorithm.NAIVE;

    /** Images in each operation; 16 fill the lanes of vectors of 512 bits. */
    @Param("16")
    public int batchSize = 0;

    private WeightedLayer planned;
    private Parameter weight;
    private final Pass pass = new Pass();
    private LayerActivations activations;

    /** How a convolution is computed. */
    public enum Algorithm {
        NAIVE,
        /** Blocked matrix multiplication in plain Java. */
        IM2COL_SCALAR,
        IM2COL,
        /** One lane an image, the lanes a loop in plain Java. */
        DIRECT_SCALAR,
        DIRECT,
        WINOGRAD;

        Kernels kernels() {
            var team = new ThreadTeam(1);
            return switch (this) {
                case NAIVE -> new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
                case IM2COL_SCALAR -> new TextbookKernels(ConvAlgorithm.IM2COL, new BlockedMatrixMultiply(), team);
                case IM2COL -> new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
                case DIRECT_SCALAR -> new LanesKernels(team, LaneLoops.scalar(16), ConvAlgorithm.DIRECT);
                case DIRECT -> new LanesKernels(team, ConvAlgorithm.DIRECT);
                case WINOGRAD -> new LanesKernels(team, ConvAlgorithm.WINOGRAD);
            };
        }
    }

    /** Plans the kernel and draws all that it reads. */
    @Setup
    public void setUp() {
        var shape = shape(layer);
        var kernels = algorithm.kernels();
        var geometry = Conv2dGeometry.of(shape.convolution(), shape.input());
        var x = Layout.of(geometry.input(), batchSize, kernels.inputBorder(geometry));
        var y = Layout.of(geometry.output(), batchSize, Padding2d.NONE);
        var dx = Layout.of(geometry.input(), batchSize, Padding2d.NONE);
        var dy = Layout.of(geometry.output(), batchSize, kernels.outputGradientBorder(geometry));
        var kernel = kernels.conv2d(geometry, x, y, dx, dy);
        kernels.workspace().allocate();
        var parameters = shape.convolution().parameters(shape.input());
        weight = new Parameter(parameters.get(0));
        var bias = new Parameter(parameters.get(1));
        fill(weight.values());
        fill(bias.values());
        activations = draw(kernels, x, y, dy, dx);
        planned = new WeightedLayer(kernel, weight, bias, activations);
        pass.train(0, false);
        forward();
    }

    /** As after an update of the weights, which are packed or transformed anew. */
    @Benchmark
    public LayerActivations forward() {
        weight.changed();
        planned.forward(pass);
        return activations;
    }

    /** As after an update of the weights, which are packed or transformed anew. */
    @Benchmark
    public LayerActivations gradientByInput() {
        weight.changed();
        planned.gradientByInput(pass);
        return activations;
    }

    /** Also by bias. Adds to the gradients, as in training. */
    @Benchmark
    public float[] gradientByWeight() {
        planned.gradientByParameters();
        return weight.gradient();
    }

    /** The convolution at {@code NETWORK/PATH} in the zoo. */
    static ConvolutionShape shape(String networkAndPath) {
        var names = networkAndPath.split("/", 2);
        var layer = Zoo.network(names[0]).resolve().operations().stream()
                .filter(candidate -> candidate.path().equals(names[1]))
                .findFirst()
                .orElseThrow();
        return new ConvolutionShape((Conv2d) layer.spec(), (Shape.Image) layer.input());
    }
}
