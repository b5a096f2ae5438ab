package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** One pooling, activation function or dropout with drawn inputs and output gradients. */
final class WeightlessWorkload {

    /** Of the step whose masks dropout uses. */
    private static final long STEP = 0;

    private final Kernels kernels;
    private final int images;
    private final Activations input;
    private final Activations output;
    private final Activations inputGradient;
    private final Activations outputGradient;
    private final Runnable forward;
    private final Runnable gradientByInput;

    WeightlessWorkload(WeightlessLayer layer, int images, Kernels kernels) {
        this.kernels = kernels;
        this.images = images;
        var outputShape = (Shape.Image) layer.spec().outputShape(layer.input());
        var x = Layout.of(layer.input(), images, Padding2d.NONE);
        var y = Layout.of(outputShape, images, Padding2d.NONE);
        input = kernels.allocate(x);
        output = kernels.allocate(y);
        inputGradient = kernels.allocate(x);
        outputGradient = kernels.allocate(y);
        switch (layer.spec()) {
            case Dropout(double probability) -> {
                var kernel = kernels.dropout(new DropoutMask(probability, 1, layer.name()), x, y, x, y);
                forward = () -> kernel.forward(input, output, STEP, 0);
                gradientByInput = () -> kernel.gradientByInput(outputGradient, inputGradient, STEP, 0);
            }
            case MaxPool2d(var window) -> {
                var kernel = kernels.maxPool2d(geometry(layer, outputShape, window), x, y, x, y);
                forward = forward(kernel);
                gradientByInput = gradientByInput(kernel);
            }
            case AvgPool2d(var window, boolean countPadding) -> {
                var kernel = kernels.avgPool2d(geometry(layer, outputShape, window), countPadding, x, y, x, y);
                forward = forward(kernel);
                gradientByInput = gradientByInput(kernel);
            }
            case Activation(var function) -> {
                var kernel = kernels.activation(function, x, y, x, y);
                forward = forward(kernel);
                gradientByInput = gradientByInput(kernel);
            }
            default -> throw new IllegalArgumentException("Timed are layers without weights, not " + layer.spec());
        }
        kernels.workspace().allocate();
        var random = new SplittableRandom(1);
        kernels.pack(DrawnNumbers.draw(layer.input().size() * images, random), 0, images, input);
        kernels.pack(DrawnNumbers.draw(outputShape.size() * images, random), 0, images, outputGradient);
        output.setImages(images);
        inputGradient.setImages(images);
        // A gradient may need what the forward pass noted down, such as where a maximum was.
        forward.run();
    }

    private static Pool2dGeometry geometry(WeightlessLayer layer, Shape.Image output, Window2d window) {
        return new Pool2dGeometry(layer.input(), output, window);
    }

    private Runnable forward(UnaryKernel kernel) {
        return () -> kernel.forward(input, output);
    }

    private Runnable gradientByInput(UnaryKernel kernel) {
        return () -> kernel.gradientByInput(input, output, outputGradient, inputGradient);
    }

    /** The pass as an operation. */
    Workload pass(WeightlessLayer.LayerPass pass) {
        return switch (pass) {
            case FORWARD -> this::forward;
            case GRADIENT_BY_INPUT -> this::gradientByInput;
        };
    }

    Activations forward() {
        forward.run();
        return output;
    }

    Activations gradientByInput() {
        gradientByInput.run();
        return inputGradient;
    }

    Activations input() {
        return input;
    }

    Activations outputGradient() {
        return outputGradient;
    }

    /** The values of activations that this workload returned, {@code [N, C, H, W]}. */
    float[] values(Activations activations) {
        var values = new float[activations.layout().sampleSize() * images];
        kernels.unpack(activations, values, 0);
        return values;
    }
}
