package org.scratchcnn.optim;

/**
 * A rule whose values are independent of each other, so ranges may be updated in any order, by any thread, or by a kernel
 * that has just finished their gradients.
 */
sealed interface RangeUpdate extends ParameterUpdate
        permits SgdUpdate, AdamUpdate, AmsGradUpdate, NAdamUpdate, RmsPropUpdate, AdaGradUpdate, LionUpdate {

    /**
     * Updates the values from index {@code from} to before {@code to}; the gradients there have no meaning after it, and
     * are for their maker to set to zero.
     */
    void update(int from, int to);
}
