package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Shape;

/** The layers without weights that are timed by themselves, in the sizes that the zoo has them or would have them. */
public enum WeightlessLayer {
    /** As behind cifar-cnn's first convolution. */
    MAX_POOL(MaxPool2d.of(2), Shape.image(32, 32, 32)),
    AVERAGE_POOL(AvgPool2d.of(2), Shape.image(32, 32, 32)),
    /** As behind cifar-cnn's first pool. */
    RELU(Activation.relu(), Shape.image(32, 16, 16)),
    SIGMOID(Activation.sigmoid(), Shape.image(32, 16, 16)),
    TANH(Activation.tanh(), Shape.image(32, 16, 16)),
    /** With the probability of fashion-cnn's. */
    DROPOUT(new Dropout(0.5), Shape.image(32, 16, 16));

    private final LayerSpec spec;
    private final Shape.Image input;

    WeightlessLayer(LayerSpec spec, Shape input) {
        this.spec = spec;
        this.input = (Shape.Image) input;
    }

    LayerSpec spec() {
        return spec;
    }

    Shape.Image input() {
        return input;
    }

    /** For records, for example {@code MaxPool2d(2×2) on 32@32×32}. */
    String title() {
        return "%s on %d@%d×%d".formatted(spec.describe(), input.channels(), input.height(), input.width());
    }

    /** What is timed of such a layer. */
    public enum LayerPass {
        FORWARD,
        GRADIENT_BY_INPUT
    }
}
