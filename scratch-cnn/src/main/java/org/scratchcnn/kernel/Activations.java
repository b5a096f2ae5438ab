package org.scratchcnn.kernel;

/**
 * The values of one edge of a network for a batch, or their gradients, in a layout that only the backend knows. Borders
 * hold zeros: whoever writes activations writes their interior only.
 */
public interface Activations {

    Layout layout();

    /** How many samples are really there, at most {@code layout().maxBatch()}. */
    int images();

    /**
     * Says how many samples the next pass has.
     *
     * @throws IllegalArgumentException if that is less than one or more than there is room for
     */
    void setImages(int images);
}
