package org.scratchcnn.benchmarks.process;

import java.time.Duration;

/** When a wait ends. While this process or the machine is stopped, no more than one second of the wait passes. */
public final class Deadline {

    private static final long LONGEST_SLICE = Duration.ofSeconds(1).toNanos();

    private final long whole;
    private long left;
    private long lastAsked;

    /** A deadline that is so far away from now. */
    public Deadline(Duration whole) {
        this.whole = whole.toNanos();
        renew();
    }

    /** Puts it off until the whole wait has passed once more. */
    public void renew() {
        left = whole;
        lastAsked = System.nanoTime();
    }

    /** How long to wait before this is asked again, at most a second; zero once the deadline has passed. */
    public Duration nextWait() {
        long now = System.nanoTime();
        left -= Math.min(now - lastAsked, LONGEST_SLICE);
        lastAsked = now;
        return Duration.ofNanos(Math.clamp(left, 0, LONGEST_SLICE));
    }
}
