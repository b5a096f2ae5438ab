package org.scratchcnn.network;

/** Which bias a layer adds to its output. */
public enum Bias {
    /** None. */
    NONE,
    /** One value per output channel (or output feature), as all common frameworks have it. */
    PER_CHANNEL,
    /** One value per output position, {@code [out, outH, outW]}: an "untied" bias. Only for convolutions. */
    PER_POSITION
}
