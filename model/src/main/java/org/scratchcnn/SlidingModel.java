package org.scratchcnn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Value;
import org.scratchcnn.train.Classifier;
import org.scratchcnn.train.ScratchEngines;

/**
 * A model that looks at all places of a larger image in one pass, by the {@linkplain Network#toConvolutional convolutional
 * form} of its network. It holds a copy of the weights, so the model that it is of may be trained on or closed. Threads may
 * share it: they take turns.
 */
public final class SlidingModel implements AutoCloseable {

    private final NetworkSpec network;
    private final List<String> classNames;

    /** What the network makes before it is flattened: the outputs at each place. */
    private final Value map;

    private final InferenceSession session;
    private final Classifier classifier;

    private SlidingModel(NetworkSpec network, ParameterSnapshot parameters, List<String> classNames) {
        this.network = network;
        this.classNames = classNames;
        this.map = network.resolve().operations().getLast().reads().getFirst();
        this.session = ScratchEngines.lanes().openForInference(network, parameters, 1, EngineOptions.allProcessors());
        this.classifier = new Classifier(session, network);
    }

    static SlidingModel of(
            NetworkSpec trained, ParameterSnapshot parameters, List<String> classNames, int height, int width) {
        var form = trained.toConvolutional();
        var small = (Shape.Image) trained.input();
        if (height < small.height() || width < small.width()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s looks at %d×%d pixels, but was asked to slide over %d×%d; an image must be at least as large",
                    trained.name(),
                    small.height(),
                    small.width(),
                    height,
                    width));
        }
        var large = form.withInput(Shape.image(small.channels(), height, width));
        return new SlidingModel(large, renamed(trained, form, parameters), classNames);
    }

    /** The same values in the same order, under the names and shapes of the convolutional form. */
    private static ParameterSnapshot renamed(NetworkSpec trained, NetworkSpec form, ParameterSnapshot parameters) {
        var from = trained.resolve().tensors();
        var to = form.resolve().tensors();
        var renamed = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < from.size(); i++) {
            renamed.put(
                    to.get(i).name(),
                    new Tensor(
                            to.get(i).shape(),
                            parameters.tensor(from.get(i).name()).values()));
        }
        return new ParameterSnapshot(renamed);
    }

    /** The convolutional form for images of this size. */
    public Network network() {
        return new Network(network);
    }

    /**
     * What the model says at each place of an image.
     *
     * @param image {@code [C, H, W]}, row-major, prepared as in training
     * @throws IllegalArgumentException if it has too few values, or too many
     * @throws IllegalStateException if the network answers with what is not a number
     */
    public ScoreMap scores(float[] image) {
        if (image.length != network.input().size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "An image of %s has %d values, but was given %d",
                    network.input(),
                    network.input().size(),
                    image.length));
        }
        var logits = classifier.logits(image, 1);
        var shape = (Shape.Image) map.shape();
        return new ScoreMap(
                shape.height(), shape.width(), shape.channels(), map.jump(), logits, network.loss(), classNames);
    }

    /** Releases threads and memory. */
    @Override
    public void close() {
        session.close();
    }
}
