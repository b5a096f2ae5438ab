package org.scratchcnn.kernel.lanes;

import java.util.Locale;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Layout;

/**
 * Where the values of one lane block stand in its array, {@code [C][border + H + border][border + W + border][L]}, all in
 * floats, from {@link Alignment#LEAD} on. A view's stand in the array of the whole buffer.
 *
 * @param lanes L, also the distance from one column to the next
 * @param origin where the first channel's first interior value stands
 * @param row distance from one row to the next
 * @param channel distance from one channel to the next
 * @param length of a block's array
 */
record LaneStrides(int lanes, int origin, int row, int channel, int length) {

    static LaneStrides of(Layout layout, int lanes) {
        var border = layout.border();
        long row = (long) (border.left() + layout.width() + border.right()) * lanes;
        long channel = (border.top() + layout.height() + border.bottom()) * row;
        long length = Alignment.LEAD + layout.bufferChannels() * channel;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "One block of %d images of %s needs %d values, more than an array can hold; use smaller images or fewer channels",
                    lanes,
                    layout,
                    length));
        }
        int origin = (int)
                (Alignment.LEAD + layout.firstChannel() * channel + border.top() * row + (long) border.left() * lanes);
        return new LaneStrides(lanes, origin, (int) row, (int) channel, (int) length);
    }

    /** The same from a channel on. */
    LaneStrides from(int firstChannel) {
        return new LaneStrides(lanes, at(firstChannel, 0, 0), row, channel, length);
    }

    int at(int channelIndex, int y, int x) {
        return origin + channelIndex * channel + y * row + x * lanes;
    }
}
