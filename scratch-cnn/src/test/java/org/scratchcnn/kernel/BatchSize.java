package org.scratchcnn.kernel;

/** Batch sizes around the number of images that share a vector. */
public enum BatchSize {
    ONE,
    ONE_LESS_THAN_LANES,
    LANES,
    ONE_MORE_THAN_LANES,
    ONE_MORE_THAN_TWICE_LANES;

    public int images(int lanes) {
        return switch (this) {
            case ONE -> 1;
            case ONE_LESS_THAN_LANES -> lanes - 1;
            case LANES -> lanes;
            case ONE_MORE_THAN_LANES -> lanes + 1;
            case ONE_MORE_THAN_TWICE_LANES -> 2 * lanes + 1;
        };
    }
}
