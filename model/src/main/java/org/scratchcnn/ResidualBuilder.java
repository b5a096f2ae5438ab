package org.scratchcnn;

import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;

/** A block with a skip connection, of layers that infer. Immutable: each method gives another one. */
public final class ResidualBuilder implements LayerBuilder {

    private final Branch body;
    private final Branch shortcut;

    ResidualBuilder(Branch body, Branch shortcut) {
        this.body = body;
        this.shortcut = shortcut;
    }

    /** Layers in place of the identity, for example where the body changes the image's size. */
    public ResidualBuilder shortcut(LayerBuilder... layers) {
        return new ResidualBuilder(body, Branch.of(layers));
    }

    @Override
    public LayerSpec build(Shape input) {
        return Layers.fitting(new Residual(body.build("body.", input), shortcut.build("shortcut.", input)), input);
    }
}
