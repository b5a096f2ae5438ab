package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;

/**
 * How work is cut into items whose channels have nothing to do with each other: some channels of a block, or some blocks
 * where that is little work.
 */
record ChannelItems(int channels, int channelsPerItem, int groups, int blocksPerItem) {

    /**
     * Cuts.
     *
     * @param operationsPerChannel about how many vector operations a channel of a block takes
     */
    static ChannelItems of(Layout layout, int lanes, long operationsPerChannel) {
        int channels = layout.channels();
        int channelsPerItem = WorkItems.extent(channels, operationsPerChannel);
        int groups = Math.ceilDiv(channels, channelsPerItem);
        int blocks = Math.ceilDiv(layout.maxBatch(), lanes);
        int blocksPerItem = groups > 1 ? 1 : WorkItems.extent(blocks, channels * operationsPerChannel);
        return new ChannelItems(channels, channelsPerItem, groups, blocksPerItem);
    }

    int count(int blocks) {
        return Math.ceilDiv(blocks, blocksPerItem) * groups;
    }

    int firstChannel(int item) {
        return item % groups * channelsPerItem;
    }

    int endChannel(int item) {
        return Math.min(firstChannel(item) + channelsPerItem, channels);
    }

    int firstBlock(int item) {
        return item / groups * blocksPerItem;
    }

    int endBlock(int item, int blocks) {
        return Math.min(firstBlock(item) + blocksPerItem, blocks);
    }
}
