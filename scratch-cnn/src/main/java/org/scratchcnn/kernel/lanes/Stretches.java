package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;

/**
 * How a channel is gone through: row by row, or at once where its rows follow each other without borders in all arrays.
 *
 * @param count how many stretches; number n begins where row n does
 * @param length of each, in floats
 */
record Stretches(int count, int length) {

    static Stretches of(Layout layout, LaneStrides... arrays) {
        int row = layout.width() * arrays[0].lanes();
        for (var strides : arrays) {
            if (strides.row() != row) {
                return new Stretches(layout.height(), row);
            }
        }
        return new Stretches(1, layout.height() * row);
    }
}
