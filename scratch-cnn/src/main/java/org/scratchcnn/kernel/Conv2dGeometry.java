package org.scratchcnn.kernel;

import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** A convolution between two known shapes. */
public record Conv2dGeometry(Shape.Image input, Shape.Image output, Window2d window, Bias bias) {

    public static Conv2dGeometry of(Conv2d conv, Shape.Image input) {
        return new Conv2dGeometry(input, conv.outputShape(input), conv.window(), conv.bias());
    }
}
