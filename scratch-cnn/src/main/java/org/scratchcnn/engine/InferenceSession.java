package org.scratchcnn.engine;

/**
 * A network that an engine has built, with its parameters, to be asked. Not safe for use by several threads at once.
 */
public interface InferenceSession extends AutoCloseable {

    /**
     * The network's logits without dropout.
     *
     * @param logits receives {@code [N, outputs]}, row-major; may be longer
     */
    void logits(Batch batch, float[] logits);

    /** A copy of all parameters and of the state that is not trained. */
    ParameterSnapshot snapshot();

    EngineFacts facts();

    /** Releases threads and native memory. */
    @Override
    void close();
}
