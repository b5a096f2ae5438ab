package org.scratchcnn.kernel;

import java.util.List;

/** The sum of activations, value by value: a residual addition, a gradient that comes from several readers, a copy. */
public interface SumKernel {

    /**
     * Writes {@code y = x₀ + x₁ + …}, added in that order.
     *
     * @param xs as many as were planned for, with the same number of images
     * @param y may be one of {@code xs}
     * @throws IllegalArgumentException if {@code xs} are more or fewer
     */
    void run(List<? extends Activations> xs, Activations y);
}
