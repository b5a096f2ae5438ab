package org.scratchcnn;

import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Shape;

/** A layer that takes its input's channels or features from the layer before it. {@link Layers} makes them. */
@FunctionalInterface
public interface LayerBuilder {

    /**
     * The layer behind an input of this shape.
     *
     * @throws IllegalArgumentException if the layer can't take this input, or has settings that make no layer; the message
     *     says what is wrong and what to do
     */
    LayerSpec build(Shape input);
}
