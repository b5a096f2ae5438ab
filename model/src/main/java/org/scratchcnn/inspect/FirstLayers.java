package org.scratchcnn.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.train.ScratchEngines;

/**
 * A network's first layers as a network of their own, whose outputs, flattened, are those of the last of them: a session
 * gives a network's last values only.
 *
 * @param parameters of these layers, under the names that they have in the whole network
 */
public record FirstLayers(NetworkSpec network, ParameterSnapshot parameters) {

    /**
     * The first {@code count} layers of a network.
     *
     * @param parameters of the whole network
     */
    public static FirstLayers of(NetworkSpec whole, int count, ParameterSnapshot parameters) {
        var layers = new ArrayList<LayerSpec>(whole.layers().subList(0, count));
        if (whole.resolve().operations().get(count - 1).output() instanceof Shape.Image) {
            layers.add(new Flatten());
        }
        // This loss allows a single output.
        var network = new NetworkSpec(whole.name(), whole.input(), layers, LossSpec.MEAN_SQUARED_ERROR);
        var needed = new LinkedHashMap<String, Tensor>();
        for (var parameter : network.resolve().parameters()) {
            needed.put(parameter.name(), parameters.tensor(parameter.name()));
        }
        return new FirstLayers(network, new ParameterSnapshot(needed));
    }

    /** A session that gives their outputs as logits, without dropout. */
    public InferenceSession open(int batchSize) {
        return ScratchEngines.lanes().openForInference(network, parameters, batchSize, EngineOptions.allProcessors());
    }
}
