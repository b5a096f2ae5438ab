package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;

/** Small trainings, each around one layer, loss or optimizer, in which engines are compared number by number. */
public final class OperationCases {

    private static final int SAMPLES = 3;
    private static final Shape.Image IMAGE = Shape.image(2, 7, 6);

    private OperationCases() {}

    /** One for each layer, loss and optimizer, in all its forms; the networks' names say what is in them. */
    public static List<TrainingSpec> all() {
        return networks().stream()
                .map(network -> TrainingSpec.of(network, OptimizerSpec.sgd(0.1), SAMPLES, 1))
                .toList();
    }

    /** Networks around each layer and loss. */
    public static List<NetworkSpec> networks() {
        return List.of(
                image("padded convolution", Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1)), Activation.tanh()),
                image("ReLU", Conv2d.of(2, 3, 3), Activation.relu()),
                image("batch normalization of images", Conv2d.of(2, 3, 3), BatchNorm2d.of(3), Activation.relu()));
    }

    private static NetworkSpec image(String name, LayerSpec... layers) {
        return image(name, LossSpec.SOFTMAX_CROSS_ENTROPY, layers);
    }

    private static NetworkSpec image(String name, LossSpec loss, LayerSpec... layers) {
        var all = new ArrayList<>(List.of(layers));
        Shape shape = IMAGE;
        for (var layer : all) {
            shape = layer.outputShape(shape);
        }
        if (shape instanceof Shape.Image) {
            all.add(new Flatten());
        }
        all.add(Dense.of(shape.size(), 4));
        return new NetworkSpec(name, IMAGE, all, loss);
    }
}
