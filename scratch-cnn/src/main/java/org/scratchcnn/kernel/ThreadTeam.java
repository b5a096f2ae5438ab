package org.scratchcnn.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads of which the caller is one. Between two regions the others spin for a bounded time and then
 * park: entering a region costs well under a microsecond while a step runs, and an idle team costs nothing. A region
 * ends when its items are done, whether or not every thread came in time to take one: where other work keeps a
 * processor busy, the caller does not wait for a thread that has nothing to do.
 *
 * <p>Each thread has its own share of the items, neighbours, and takes of the others' when it has none left. So where two
 * regions have the same images in the same order, a thread finds most of what it wrote in its own cache. Who does which
 * item is chance all the same: a task's results must depend on the item alone; then they are the same bits for any number
 * of threads.
 */
public final class ThreadTeam implements AutoCloseable {

    /** Spins before parking: up to a millisecond, longer than the gap between two layers of a step. */
    private static final int SPINS = 20_000;

    private static final long ITEMS_MASK = 0xFFFF_FFFFL;

    /** Longs between two shares, so that taking an item does not disturb others. */
    private static final int CACHE_LINE = 16;

    private final Member[] others;
    /** What each member's item threw in this region; written before the member's items count as finished. */
    private final @Nullable Throwable[] thrown;
    /**
     * Of each thread's share the region's number in the upper half, the items that nobody took yet in the lower. An item is
     * taken by counting down, which fails for a thread that slept through the region's end: the number has changed.
     */
    private final AtomicLongArray open;

    private final AtomicInteger finished = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Thread sleepingCaller;
    /** Like the task, written before its items are opened, and not again before all of them are finished. */
    private int items;

    private long region;
    private ItemTask task = (_, _) -> {};

    /**
     * A team of that many threads, the caller included.
     *
     * @throws IllegalArgumentException if there is not even one
     */
    public ThreadTeam(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("A team needs at least 1 thread, but was given " + threads);
        }
        thrown = new Throwable[threads];
        open = new AtomicLongArray(threads * CACHE_LINE);
        others = new Member[threads - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Member(i + 1);
        }
        for (var other : others) {
            other.thread.start();
        }
    }

    /** Members, the caller included. */
    public int threads() {
        return others.length + 1;
    }

    /**
     * Does all items and returns when they are done. To be called by one thread at a time, and not from an item. After
     * an item threw, items that nobody began are left out; the team can be used again.
     *
     * @throws IllegalStateException if an item threw on another thread, with its cause; what an item threw on the
     *     caller's thread is thrown as it is
     */
    public void run(int itemCount, ItemTask itemTask) {
        if (closed) {
            throw new IllegalStateException("This thread team is closed");
        }
        if (others.length == 0 || itemCount <= 1) {
            for (int item = 0; item < itemCount; item++) {
                itemTask.run(item, 0);
            }
            return;
        }
        items = itemCount;
        task = itemTask;
        finished.set(0);
        region++;
        for (int thread = 0; thread < threads(); thread++) {
            open.set(thread * CACHE_LINE, region << Integer.SIZE | (end(thread) - end(thread - 1)));
        }
        for (var other : others) {
            if (other.parked) {
                LockSupport.unpark(other.thread);
            }
        }
        takeItems(0);
        awaitOthers();
        throwFailure();
    }

    /** Where a thread's share ends; the next one's begins there. */
    private int end(int thread) {
        return (int) ((long) items * (thread + 1) / threads());
    }

    /** Takes items until none is left, its own first. */
    private void takeItems(int thread) {
        int done = 0;
        for (int i = 0; i < threads(); i++) {
            done += takeShare((thread + i) % threads(), thread);
        }
        if (done > 0) {
            int all = items;
            if (finished.addAndGet(done) == all && thread > 0) {
                LockSupport.unpark(sleepingCaller);
            }
        }
    }

    private int takeShare(int share, int thread) {
        int done = 0;
        long seen = open.get(share * CACHE_LINE);
        while ((seen & ITEMS_MASK) != 0) {
            var current = task;
            int end = end(share);
            if (open.compareAndSet(share * CACHE_LINE, seen, seen - 1)) {
                done++;
                try {
                    current.run(end - (int) (seen & ITEMS_MASK), thread);
                } catch (Throwable e) {
                    thrown[thread] = e;
                    done += giveUp();
                }
            }
            seen = open.get(share * CACHE_LINE);
        }
        return done;
    }

    /** Takes all items that nobody took yet, and returns their number. */
    private int giveUp() {
        int taken = 0;
        for (int share = 0; share < threads(); share++) {
            taken += (int) (open.getAndUpdate(share * CACHE_LINE, state -> state & ~ITEMS_MASK) & ITEMS_MASK);
        }
        return taken;
    }

    private boolean hasItems() {
        for (int share = 0; share < threads(); share++) {
            if ((open.get(share * CACHE_LINE) & ITEMS_MASK) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns when no item is being worked on any more. */
    private void awaitOthers() {
        int spins = 0;
        while (finished.get() < items) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                sleepingCaller = Thread.currentThread();
                if (finished.get() < items) {
                    LockSupport.park(this);
                }
            }
        }
        sleepingCaller = null;
    }

    private void throwFailure() {
        Throwable first = null;
        for (int thread = 0; thread < thrown.length; thread++) {
            var failure = thrown[thread];
            thrown[thread] = null;
            if (failure == null) {
                continue;
            }
            if (first == null) {
                first = thread == 0
                        ? failure
                        : new IllegalStateException("An item failed on a thread of the team", failure);
            } else {
                first.addSuppressed(failure);
            }
        }
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new AssertionError("An item can't throw this", first);
        }
    }

    /** Ends the team's threads. */
    @Override
    public void close() {
        closed = true;
        for (var other : others) {
            LockSupport.unpark(other.thread);
        }
    }

    /** A thread of the team but the caller. */
    private final class Member {

        private final int number;
        private final Thread thread;
        private volatile boolean parked;

        Member(int number) {
            this.number = number;
            this.thread =
                    Thread.ofPlatform().daemon().name("scratch-cnn-" + number).unstarted(this::work);
        }

        private void work() {
            int spins = 0;
            while (!closed) {
                if (hasItems()) {
                    takeItems(number);
                    spins = 0;
                } else if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    parked = true;
                    if (!hasItems() && !closed) {
                        LockSupport.park(ThreadTeam.this);
                    }
                    parked = false;
                }
            }
        }
    }
}
