package org.scratchcnn.kernel;

import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/** What a backend's test tells the contracts about it. */
public interface BackendUnderTest {

    /** The backend, computing with that team. */
    Kernels kernels(ThreadTeam team);

    /** Images that share a block of memory; batch sizes are chosen around it. */
    default int lanes() {
        return VectorSupport.isAvailable() ? VectorSupport.lanes() : 4;
    }

    /** A border to put around all activations of images, as other readers may want one; none if there are no borders. */
    default Padding2d extraBorder() {
        return Padding2d.NONE;
    }

    /** Where activations of that shape are put. */
    default Layout layout(Shape shape, int maxBatch, Padding2d border) {
        return Layout.of(shape, maxBatch, border);
    }

    /** New activations there, all zero. */
    default Activations allocate(Kernels kernels, Layout layout) {
        return kernels.allocate(layout);
    }

    /** Fails if a border of these activations is not all zeros. */
    default void assertBordersAreZero(Activations activations) {}

    /** Leaves NaNs where these activations have room for images that aren't there, as a network may; not in borders. */
    default void soilUnusedLanes(Activations activations) {}

    /** Fails if something else than zero is where these gradients have room for images that aren't there. */
    default void assertUnusedLanesAreZero(Activations gradients) {}

    /** How many times the usual rounding error an algorithm may have. */
    default double errorGrowth() {
        return 1;
    }
}
