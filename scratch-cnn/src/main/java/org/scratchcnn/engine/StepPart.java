package org.scratchcnn.engine;

import java.util.Locale;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Shape;

/**
 * A part of a training step.
 *
 * @param path of the layer in the network, for example {@code 3}; empty where the part is no layer's
 * @param layer in words, for example {@code Conv2d(32→64, 3×3, padding 1)}; empty where the part is no layer's
 * @param output shape of one sample behind the layer, for example {@code [64, 16, 16]}; empty where the part is no layer's
 * @param flops nominal multiplications and additions for one sample
 * @param remark on what is computed elsewhere or together with something else; empty where that is nothing
 */
public record StepPart(Kind kind, String path, String layer, String output, long flops, String remark) {

    /** What is done. */
    public enum Kind {
        /** The batch is brought into the order that the engine computes in. */
        INPUT,
        FORWARD,
        /** Logits are read, the loss and its gradient computed and handed back. */
        OUTPUT,
        /** And by bias. */
        GRADIENT_BY_WEIGHT,
        GRADIENT_BY_INPUT,
        /** The optimizer changes the layer's parameters. */
        UPDATE;

        /** As reports name it, for example {@code gradient by input}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A part that is no layer's. */
    public static StepPart ofNoLayer(Kind kind) {
        return new StepPart(kind, "", "", "", 0, "");
    }

    /**
     * A layer's part.
     *
     * @param output shape of one sample behind the layer as the engine computes it
     */
    public static StepPart ofLayer(Kind kind, Operation layer, Shape output, String remark) {
        long flops = switch (kind) {
            case FORWARD, GRADIENT_BY_WEIGHT, GRADIENT_BY_INPUT -> 2 * layer.forwardMacs();
            case INPUT, OUTPUT, UPDATE -> 0;
        };
        return new StepPart(kind, layer.path(), layer.spec().describe(), output.toString(), flops, remark);
    }
}
