package org.scratchcnn.benchmarks.gate;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A span of time that began when this was made. */
final class TimeLimit {

    private final LongSupplier nanoTime;
    private final long end;

    TimeLimit(Duration span, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        end = nanoTime.getAsLong() + span.toNanos();
    }

    /** What is left of it; negative once it is over. */
    Duration left() {
        return Duration.ofNanos(end - nanoTime.getAsLong());
    }
}
