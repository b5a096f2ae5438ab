package org.scratchcnn.plan;

import org.scratchcnn.engine.StepPart;

/** Told of each part of a pass as soon as it is over, on the calling thread. */
@FunctionalInterface
public interface PassListener {

    /** Listens to nothing. */
    PassListener NONE = (_, _) -> {};

    /**
     * A part is over, perhaps one that had nothing to do.
     *
     * @param layer index into {@link Plan#layers}; 0 where the part is no layer's
     */
    void done(StepPart.Kind kind, int layer);
}
