package org.scratchcnn.datasets;

/** What happens where an image set is not on this machine. */
public enum StandIn {
    /** Drawn shapes of the same size and number take its place, and the fingerprint says so. */
    ALLOWED,
    /** Loading fails and says how the set is fetched. */
    REFUSED
}
