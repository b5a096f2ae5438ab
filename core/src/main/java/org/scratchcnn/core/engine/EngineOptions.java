package org.scratchcnn.core.engine;

/**
 * What may differ between two runs of the same engine without changing what is computed.
 *
 * @param threads that compute, the caller's included
 */
public record EngineOptions(int threads) {

    public EngineOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("An engine needs at least 1 thread, but was given " + threads);
        }
    }
}
