package org.scratchcnn.network;

/**
 * Where a schedule stands that follows the loss.
 *
 * @param factor of the learning rate, by all reductions so far
 * @param best the least loss of an epoch
 * @param waited epochs since that one, or since the last reduction
 */
public record Plateau(double factor, double best, int waited) {

    /** Before the first epoch. */
    public static final Plateau START = new Plateau(1, Double.POSITIVE_INFINITY, 0);
}
