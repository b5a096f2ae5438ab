package org.scratchcnn.kernel.lanes;

/** Sums over the images of a block, in the order of the lanes: the same bits in plain Java and with vectors. */
final class LaneSums {

    private LaneSums() {}

    static float sum(float[] values, int at, int lanes) {
        float sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sum += values[at + lane];
        }
        return sum;
    }
}
