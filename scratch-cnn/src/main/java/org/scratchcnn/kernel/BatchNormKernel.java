package org.scratchcnn.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Batch normalization (Ioffe and Szegedy 2015): {@code y = weight·x̂ + bias} with
 * {@code x̂ = (x − mean)/√(variance + ε)}, mean and variance of each channel over N, H and W.
 *
 * <p>A batch may come in parts, activations one after another: statistics and gradients are those of the whole batch.
 * So all parts are gone through before the first is normalized, and again before the first gradient by input is written:
 *
 * <pre>{@code
 * beginStatistics    addStatistics (each part)   finishStatistics      forward (each part)
 * beginGradients     addGradients (each part)    finishGradients       gradientByInput (each part)
 * }</pre>
 *
 * <p>With {@link #useStatistics}, as in inference, {@link #forward} and {@link #gradientByInput} need nothing else
 * before them.
 */
public interface BatchNormKernel {

    /**
     * Takes over the parameters, a value a channel, which are read whenever a pass needs them.
     *
     * @param weight null for 1
     * @param bias null for 0
     */
    void prepare(@Nullable Parameter weight, @Nullable Parameter bias);

    /** Forgets the statistics in use; those of a new batch begin. */
    void beginStatistics();

    /** Adds a part to the statistics. */
    void addStatistics(Activations x);

    /**
     * Makes the statistics of all parts those in use.
     *
     * @throws IllegalStateException if no part was added
     */
    void finishStatistics();

    /** Makes given statistics those in use: constants, of which gradients know nothing. They are copied. */
    void useStatistics(float[] mean, float[] variance);

    /** The mean of each channel in use; the array itself, not a copy. */
    double[] mean();

    /**
     * The variance of each channel in use, of a batch the biased one: the mean of the squared deviations. The array
     * itself, not a copy.
     */
    double[] variance();

    /**
     * How many values of each channel the last batch had, N·H·W. The unbiased variance, if there are at least two, is
     * count/(count − 1) times {@link #variance}.
     */
    long count();

    /**
     * Writes {@code y} from {@code x}.
     *
     * @throws IllegalStateException if there are no statistics
     */
    void forward(Activations x, Activations y);

    /** Gradients of a new batch begin. */
    void beginGradients();

    /**
     * Adds a part to the gradients by weight and bias, Σ dy·x̂ and Σ dy.
     *
     * @throws IllegalStateException if there are no statistics
     */
    void addGradients(Activations x, Activations dy);

    /**
     * Adds the gradients of all parts to what the arrays hold.
     *
     * @param dWeight of length 0 where it is not wanted
     * @param dBias of length 0 where it is not wanted
     */
    void finishGradients(float[] dWeight, float[] dBias);

    /**
     * Writes {@code dx}. With statistics of the batch, which depend on every input, that is
     * {@code weight/σ · (dy − mean(dy) − x̂·mean(dy·x̂))}, with given ones {@code weight/σ · dy}.
     *
     * @throws IllegalStateException if there are no statistics, or they are of the batch and its gradients not finished
     */
    void gradientByInput(Activations x, Activations dy, Activations dx);
}
