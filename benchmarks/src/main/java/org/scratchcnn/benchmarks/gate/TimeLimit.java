package org.scratchcnn.benchmarks.gate;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A span of time that began when this was made. */
record TimeLimit(long end, LongSupplier nanoTime) {

    TimeLimit(Duration span, LongSupplier nanoTime) {
        this(nanoTime.getAsLong() + span.toNanos(), nanoTime);
    }

    /** What is left of it; negative once it is over. */
    Duration left() {
        return Duration.ofNanos(end - nanoTime.getAsLong());
    }
}
