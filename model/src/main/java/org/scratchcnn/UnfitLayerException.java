package org.scratchcnn;

import org.scratchcnn.network.Shape;

/** A layer can't be built behind its input. The message names its path, which grows from the inside out. */
final class UnfitLayerException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /** Of the layer's input and what is wrong with it. */
    private final String problem;

    UnfitLayerException(String path, Shape input, IllegalArgumentException cause) {
        this(path, "input %s: %s".formatted(input, cause.getMessage()), cause);
    }

    private UnfitLayerException(String path, String problem, IllegalArgumentException cause) {
        super("Layer %s, %s".formatted(path, problem), cause);
        this.path = path;
        this.problem = problem;
    }

    /** The same of a layer inside the one at that path. */
    UnfitLayerException inside(String outer) {
        return new UnfitLayerException(outer + "." + path, problem, this);
    }
}
