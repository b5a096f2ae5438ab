package org.scratchcnn.benchmarks.process;

import java.time.Duration;

/**
 * How long something is waited for. A process or a machine that is stopped meanwhile costs one second of it, however long
 * it sleeps.
 */
public final class Patience {

    /** The longest time between two looks that counts. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final long whole;
    private long left;
    private long lastLook;

    /** Patience that begins to run out now. */
    public Patience(Duration whole) {
        this.whole = whole.toNanos();
        renew();
    }

    /** Begins anew. */
    public void renew() {
        left = whole;
        lastLook = System.nanoTime();
    }

    /** How long to wait at most until the next look; zero where nothing is left. */
    public Duration look() {
        long now = System.nanoTime();
        left -= Math.min(now - lastLook, SLICE.toNanos());
        lastLook = now;
        return Duration.ofNanos(Math.clamp(left, 0, SLICE.toNanos()));
    }
}
