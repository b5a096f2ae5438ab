package org.scratchcnn.scratch.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads of which the caller is one. Between two regions the others spin for a bounded time and then
 * park: entering a region costs well under a microsecond while a step runs, and an idle team costs nothing. A region
 * ends when its items are done, whether or not every thread came in time to take one: where other work keeps a
 * processor busy, the caller does not wait for a thread that has nothing to do.
 *
 * <p>Items are handed out as threads get free, so a task's results must depend on the item alone; then they are the
 * same bits for any number of threads.
 */
public final class ThreadTeam implements AutoCloseable {

    /** Spins before parking: up to a millisecond, longer than the gap between two layers of a step. */
    private static final int SPINS = 20_000;

    private static final long ITEMS_MASK = 0xFFFF_FFFFL;

    private final Member[] others;
    /** What each member's item threw in this region; written before the member's items count as finished. */
    private final @Nullable Throwable[] thrown;
    /**
     * The region's number in the upper half, its items that nobody took yet in the lower. An item is taken by counting
     * down, which fails for a thread that slept through the region's end: the number has changed.
     */
    private final AtomicLong open = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Thread sleepingCaller;
    /** Like the task, written before its items are opened, and not again before all of them are finished. */
    private int items;

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
        long region = (open.get() >>> Integer.SIZE) + 1;
        open.set(region << Integer.SIZE | itemCount);
        for (var other : others) {
            if (other.parked) {
                LockSupport.unpark(other.thread);
            }
        }
        takeItems(0);
        awaitOthers();
        throwFailure();
    }

    /** Takes items until none is left. */
    private void takeItems(int thread) {
        int done = 0;
        long seen = open.get();
        while ((seen & ITEMS_MASK) != 0) {
            var current = task;
            if (open.compareAndSet(seen, seen - 1)) {
                done++;
                try {
                    current.run((int) (seen & ITEMS_MASK) - 1, thread);
                } catch (Throwable e) {
                    thrown[thread] = e;
                    done += (int) (open.getAndUpdate(state -> state & ~ITEMS_MASK) & ITEMS_MASK);
                }
            }
            seen = open.get();
        }
        if (done > 0) {
            int all = items;
            if (finished.addAndGet(done) == all && thread > 0) {
                LockSupport.unpark(sleepingCaller);
            }
        }
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
            long region = 0;
            int spins = 0;
            while (!closed) {
                long seen = open.get();
                if (seen >>> Integer.SIZE != region) {
                    region = seen >>> Integer.SIZE;
                    spins = 0;
                }
                if ((seen & ITEMS_MASK) != 0) {
                    takeItems(number);
                } else if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    parked = true;
                    if ((open.get() & ITEMS_MASK) == 0 && !closed) {
                        LockSupport.park(ThreadTeam.this);
                    }
                    parked = false;
                }
            }
        }
    }
}
