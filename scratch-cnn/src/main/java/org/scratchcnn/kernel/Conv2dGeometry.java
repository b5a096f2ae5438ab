package org.scratchcnn.kernel;

import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** A convolution between two known shapes. */
public record Conv2dGeometry(Shape.Image input, Shape.Image output, Window2d window, Bias bias, int groups) {

    public static Conv2dGeometry of(Conv2d conv, Shape.Image input) {
        return new Conv2dGeometry(input, conv.outputShape(input), conv.window(), conv.bias(), conv.groups());
    }

    /**
     * Of the convolution that a transposed one transposes: from its output to its input.
     *
     * @param input of the transposed convolution
     */
    public static Conv2dGeometry transposedBy(ConvTranspose2d conv, Shape.Image input) {
        return new Conv2dGeometry(
                conv.outputShape(input),
                input,
                conv.window(),
                conv.bias() ? Bias.PER_CHANNEL : Bias.NONE,
                conv.groups());
    }

    public Conv2dGeometry withBias(Bias newBias) {
        return new Conv2dGeometry(input, output, window, newBias, groups);
    }

    /** One of the groups, as a convolution of its own. */
    public Conv2dGeometry group() {
        return new Conv2dGeometry(part(input), part(output), window, bias, 1);
    }

    private Shape.Image part(Shape.Image image) {
        return Shape.image(image.channels() / groups, image.height(), image.width());
    }

    /** Whether each of several groups reads one channel. */
    public boolean isDepthwise() {
        return groups > 1 && groups == input.channels();
    }
}
