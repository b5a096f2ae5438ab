package org.scratchcnn.engine;

import org.scratchcnn.network.TrainingSpec;

/** Something that can build a described network and train it. */
public interface Engine {

    /** As users type it, for example {@code scratch-im2col}. */
    String name();

    /** Whether this engine can express the network and its training; if not, why. */
    Support supports(TrainingSpec training);

    /**
     * Builds the network with the given parameters.
     *
     * @param initial a value for every parameter of the network, by name; copied
     * @throws UnsupportedOperationException if {@link #supports} says no; with its reason
     * @throws IllegalArgumentException if {@code initial} doesn't match the network's parameters
     * @throws InsufficientMemoryException if the engine knows beforehand that the session would not fit into memory
     */
    Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options);
}
