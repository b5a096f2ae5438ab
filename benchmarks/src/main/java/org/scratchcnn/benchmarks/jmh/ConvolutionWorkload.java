package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

/**
 * One convolution with drawn inputs, weights and output gradients: what each convolution benchmark works on,
 * and what a unit test checks for a correct result.
 */
final class ConvolutionWorkload {

    private static final int SIDE = 3;

    private static final Pattern SHAPE =
            Pattern.compile("(?<in>\\d+)→(?<out>\\d+) 3×3 @(?<height>\\d+)×(?<width>\\d+)");

    private final Conv2dGeometry geometry;
    private final Kernels kernels;
    private final WeightedKernel kernel;
    private final Activations input;
    private final Activations output;
    private final Activations inputGradient;
    private final Activations outputGradient;
    private final Parameter weight;
    private final Parameter bias;
    private final int images;

    ConvolutionWorkload(ConvolutionShape shape, int images, Kernels kernels, RandomGenerator random) {
        this.geometry = Conv2dGeometry.of(shape.convolution(), shape.input());
        this.kernels = kernels;
        this.images = images;
        var x = Layout.of(geometry.input(), images, kernels.inputBorder(geometry));
        var y = Layout.of(geometry.output(), images, Padding2d.NONE);
        var dx = Layout.of(geometry.input(), images, Padding2d.NONE);
        var dy = Layout.of(geometry.output(), images, kernels.outputGradientBorder(geometry));
        input = kernels.allocate(x);
        output = kernels.allocate(y);
        inputGradient = kernels.allocate(dx);
        outputGradient = kernels.allocate(dy);
        kernel = kernels.conv2d(geometry, x, y, dx, dy);
        kernels.workspace().allocate();
        var parameters = shape.convolution().parameters(shape.input());
        weight = new Parameter(parameters.get(0));
        bias = new Parameter(parameters.get(1));
        DrawnNumbers.fill(weight.values(), random);
        DrawnNumbers.fill(bias.values(), random);
        weight.changed();
        bias.changed();
        kernel.prepare(weight, bias);
        kernels.pack(DrawnNumbers.draw(geometry.input().size() * images, random), 0, images, input);
        kernels.pack(DrawnNumbers.draw(geometry.output().size() * images, random), 0, images, outputGradient);
        output.setImages(images);
        inputGradient.setImages(images);
    }

    /**
     * The convolution of that name.
     *
     * @param layer {@code network/path} in the zoo, for example {@code cifar-cnn/3}; or a shape, for example
     *     {@code 32→64 3×3 @16×16}, with stride 1 and a border of one
     * @throws IllegalArgumentException if there is no such network, or no convolution at that path
     */
    static ConvolutionShape convolution(String layer) {
        var shape = SHAPE.matcher(layer);
        return shape.matches() ? convolution(shape) : convolutionOfZoo(layer);
    }

    private static ConvolutionShape convolution(Matcher shape) {
        var convolution = Conv2d.of(Integer.parseInt(shape.group("in")), Integer.parseInt(shape.group("out")), SIDE)
                .withPadding(Padding2d.all(1));
        var input = Shape.image(
                convolution.inChannels(),
                Integer.parseInt(shape.group("height")),
                Integer.parseInt(shape.group("width")));
        return new ConvolutionShape(convolution, input);
    }

    private static ConvolutionShape convolutionOfZoo(String layer) {
        int slash = layer.indexOf('/');
        var network = Zoo.network(slash < 0 ? layer : layer.substring(0, slash)).resolve();
        return network.layers().stream()
                .filter(candidate -> candidate.path().equals(layer.substring(slash + 1)))
                .flatMap(candidate -> candidate.spec() instanceof Conv2d conv && conv.bias() != Bias.NONE
                        ? Stream.of(new ConvolutionShape(conv, (Shape.Image) candidate.input()))
                        : Stream.empty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no convolution \"%s\"; name one as NETWORK/PATH, for example cifar-cnn/3"
                                .formatted(layer)));
    }

    /** As after an update of the weights: they are packed or transformed anew. */
    Activations forward() {
        weight.changed();
        kernel.prepare(weight, bias);
        kernel.forward(input, output);
        return output;
    }

    /** As after an update of the weights: it too packs or transforms them anew. */
    Activations gradientByInput() {
        weight.changed();
        kernel.gradientByInput(outputGradient, inputGradient);
        return inputGradient;
    }

    /** Adds to the gradients, as in training. */
    float[] gradientByWeight() {
        kernel.gradientByWeight(input, outputGradient, weight.gradient(), bias.gradient());
        return weight.gradient();
    }

    /** What goes into {@link #forward} and {@link #gradientByWeight}. */
    Activations input() {
        return input;
    }

    /** What goes into both gradients. */
    Activations outputGradient() {
        return outputGradient;
    }

    Parameter weight() {
        return weight;
    }

    Parameter bias() {
        return bias;
    }

    Conv2dGeometry geometry() {
        return geometry;
    }

    /** The values of activations that this workload returned, {@code [N, C, H, W]}. */
    float[] values(Activations activations) {
        var values = new float[activations.layout().sampleSize() * images];
        kernels.unpack(activations, values, 0);
        return values;
    }

    /**
     * A workload that is the same in each process.
     *
     * @param layer a name that {@link #convolution} knows
     */
    static ConvolutionWorkload seeded(String layer, int images, Kernels kernels) {
        return new ConvolutionWorkload(convolution(layer), images, kernels, new SplittableRandom(1));
    }
}
