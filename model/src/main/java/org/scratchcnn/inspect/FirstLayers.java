package org.scratchcnn.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.train.ScratchEngines;

/**
 * A network's layers up to one of them as a network of their own, whose outputs, flattened, are those of that layer: a session
 * gives a network's last values only. Up to a layer inside a block or a branch, what runs beside it is left out.
 *
 * @param parameters of these layers, under the names that they have in this network
 */
public record FirstLayers(NetworkSpec network, ParameterSnapshot parameters) {

    /** A layer and its path in the whole network. */
    private record Place(String path, LayerSpec layer) {}

    /**
     * The layers that lead to an operation of a network, and its own.
     *
     * @param parameters of the whole network
     */
    public static FirstLayers upTo(Operation last, NetworkSpec whole, ParameterSnapshot parameters) {
        var places = new ArrayList<Place>();
        addUpTo(last.path(), whole.layers(), "", places);
        var layers = new ArrayList<>(places.stream().map(Place::layer).toList());
        if (last.output() instanceof Shape.Image) {
            layers.add(new Flatten());
        }
        // This loss allows a single output.
        var network = new NetworkSpec(whole.name(), whole.input(), layers, LossSpec.MEAN_SQUARED_ERROR);
        var needed = new LinkedHashMap<String, Tensor>();
        for (var tensor : network.resolve().tensors()) {
            int dot = tensor.name().indexOf('.');
            int index = Integer.parseInt(tensor.name().substring(0, dot));
            var name = places.get(index).path() + tensor.name().substring(dot);
            needed.put(tensor.name(), parameters.tensor(name));
        }
        return new FirstLayers(network, new ParameterSnapshot(needed));
    }

    private static void addUpTo(String last, List<LayerSpec> layers, String prefix, List<Place> places) {
        for (int i = 0; i < layers.size(); i++) {
            var path = prefix + i;
            var layer = layers.get(i);
            if (last.startsWith(path + ".")) {
                addInside(last, layer, path, places);
                return;
            }
            places.add(new Place(path, layer));
            if (last.equals(path)) {
                return;
            }
        }
    }

    private static void addInside(String last, LayerSpec layer, String path, List<Place> places) {
        switch (layer) {
            case Residual(var body, var shortcut) -> {
                var prefix = path + ".body.";
                if (last.startsWith(prefix)) {
                    addUpTo(last, body, prefix, places);
                } else {
                    addUpTo(last, shortcut, path + ".shortcut.", places);
                }
            }
            case Concat(var branches) -> {
                for (int branch = 0; branch < branches.size(); branch++) {
                    var prefix = path + ".branches." + branch + ".";
                    if (last.startsWith(prefix)) {
                        addUpTo(last, branches.get(branch), prefix, places);
                    }
                }
            }
            default ->
                throw new IllegalArgumentException("Layer %s, %s, has no layers inside, so there is no %s"
                        .formatted(path, layer.describe(), last));
        }
    }

    /** A session that gives their outputs as logits, without dropout. */
    public InferenceSession open(int batchSize) {
        return ScratchEngines.lanes().openForInference(network, parameters, batchSize, EngineOptions.allProcessors());
    }
}
