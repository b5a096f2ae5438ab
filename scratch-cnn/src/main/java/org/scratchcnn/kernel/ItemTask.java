package org.scratchcnn.kernel;

/** Work that falls into items which don't touch each other's results. */
@FunctionalInterface
public interface ItemTask {

    /**
     * Does one item.
     *
     * @param item in [0, items)
     * @param thread the member of the team that does it, in [0, threads), for its own buffers; results must not
     *     depend on it
     */
    void run(int item, int thread);
}
