package org.scratchcnn.kernel.lanes;

import java.util.Locale;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.PlannedArrays;

/**
 * Activations with one image a lane: {@code [N/L][C][H][W][L]} with zero borders around H and W, one array a block of L
 * images.
 *
 * <p>Where the number of images is no multiple of L, the last block's other lanes hold whatever the network makes of an
 * image of zeros; in gradients they hold zeros, so that sums over images need no mask.
 */
final class LaneActivations implements Activations {

    private final Layout layout;
    private final LaneStrides strides;
    private final float[][] blocks;
    private int images;

    LaneActivations(Layout layout, int lanes) {
        this(layout, LaneStrides.of(layout.requireWhole(), lanes), allocate(arrays(layout, lanes)));
    }

    private LaneActivations(Layout layout, LaneStrides strides, float[][] blocks) {
        this.layout = layout;
        this.strides = strides;
        this.blocks = blocks;
        this.images = layout.maxBatch();
    }

    /** An array a block. */
    static PlannedArrays arrays(Layout layout, int lanes) {
        return new PlannedArrays(
                Math.ceilDiv(layout.maxBatch(), lanes),
                LaneStrides.of(layout.requireWhole(), lanes).length());
    }

    private static float[][] allocate(PlannedArrays arrays) {
        return new float[(int) arrays.count()][(int) arrays.length()];
    }

    /** Some of these channels, in the same arrays. */
    LaneActivations view(Layout view) {
        return new LaneActivations(view.requireWithin(layout), LaneStrides.of(view, strides.lanes()), blocks);
    }

    /**
     * The argument as this backend's activations.
     *
     * @throws IllegalArgumentException if another backend made it or it has another layout than was planned for
     */
    static LaneActivations of(Activations activations, Layout planned) {
        var own = of(activations);
        if (!own.layout.equals(planned)) {
            throw new IllegalArgumentException(
                    "This kernel was planned for %s, but was given activations of %s".formatted(planned, own.layout));
        }
        return own;
    }

    /**
     * The argument as this backend's activations.
     *
     * @throws IllegalArgumentException if another backend made it
     */
    static LaneActivations of(Activations activations) {
        if (activations instanceof LaneActivations own) {
            return own;
        }
        throw new IllegalArgumentException(
                "The lanes backend was given activations of another backend, %s; allocate them with the same Kernels"
                        .formatted(activations.getClass().getName()));
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public void setImages(int images) {
        if (images < 1 || images > layout.maxBatch()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "These activations have room for 1 to %d samples, but were told to hold %d",
                    layout.maxBatch(),
                    images));
        }
        this.images = images;
    }

    LaneStrides strides() {
        return strides;
    }

    /** All blocks' arrays; only the first {@link #usedBlocks} count. */
    float[][] blocks() {
        return blocks;
    }

    float[] block(int block) {
        return blocks[block];
    }

    /** Blocks that hold at least one image. */
    int usedBlocks() {
        return Math.ceilDiv(images, strides.lanes());
    }
}
