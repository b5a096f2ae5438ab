package org.scratchcnn;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Shape;

/**
 * Layers one behind another, each of which takes what the one before it makes. {@link Layers#branch} makes them.
 *
 * @param layers none hand the input on
 */
public record Branch(List<LayerBuilder> layers) {

    public Branch {
        layers = List.copyOf(layers);
    }

    static Branch of(LayerBuilder... layers) {
        return new Branch(List.of(layers));
    }

    /**
     * The layers behind an input of this shape.
     *
     * @param prefix of the layers' paths, before their numbers
     * @throws UnfitLayerException if one can't take its input
     */
    List<LayerSpec> build(String prefix, Shape input) {
        var built = new ArrayList<LayerSpec>();
        var shape = input;
        for (var layer : layers) {
            var path = prefix + built.size();
            try {
                var spec = layer.build(shape);
                shape = spec.outputShape(shape);
                built.add(spec);
            } catch (UnfitLayerException e) {
                throw e.inside(path);
            } catch (IllegalArgumentException e) {
                throw new UnfitLayerException(path, shape, e);
            }
        }
        return built;
    }
}
