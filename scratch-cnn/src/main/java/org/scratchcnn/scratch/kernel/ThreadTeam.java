package org.scratchcnn.scratch.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads of which the caller is one. Between two regions the others spin for a bounded time and then
 * park: entering a region costs well under a microsecond while a step runs, and an idle team costs nothing.
 *
 * <p>Items are handed out as threads get free, so a task's results must depend on the item alone; then they are the
 * same bits for any number of threads.
 */
public final class ThreadTeam implements AutoCloseable {

    /** Spins before parking: some tens of microseconds, longer than the gap between two layers of a step. */
    private static final int SPINS = 20_000;

    private final Thread[] others;
    private final AtomicInteger nextItem = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger region = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread sleepingCaller;
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
        others = new Thread[threads - 1];
        for (int i = 0; i < others.length; i++) {
            int thread = i + 1;
            others[i] =
                    Thread.ofPlatform().daemon().name("scratch-cnn-" + thread).start(() -> work(thread));
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
        nextItem.set(0);
        region.incrementAndGet();
        for (Thread other : others) {
            LockSupport.unpark(other);
        }
        try {
            takeItems(0);
        } catch (Throwable e) {
            nextItem.set(itemCount);
            var thrown = awaitOthers();
            if (thrown != null) {
                e.addSuppressed(thrown);
            }
            throw e;
        }
        var thrown = awaitOthers();
        if (thrown != null) {
            throw new IllegalStateException("An item failed on a thread of the team", thrown);
        }
    }

    /** Returns when no other thread is in the region any more, with what one of them threw. */
    private @Nullable Throwable awaitOthers() {
        int spins = 0;
        while (finished.get() < others.length) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                sleepingCaller = Thread.currentThread();
                if (finished.get() < others.length) {
                    LockSupport.park(this);
                }
            }
        }
        sleepingCaller = null;
        var thrown = failure;
        failure = null;
        return thrown;
    }

    private void takeItems(int thread) {
        int count = items;
        var current = task;
        for (int item = nextItem.getAndIncrement(); item < count; item = nextItem.getAndIncrement()) {
            current.run(item, thread);
        }
    }

    private void work(int thread) {
        int seen = 0;
        while (true) {
            int spins = 0;
            while (region.get() == seen) {
                if (closed) {
                    return;
                }
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            seen = region.get();
            try {
                takeItems(thread);
            } catch (Throwable e) {
                failure = e;
                nextItem.set(items);
            } finally {
                if (finished.incrementAndGet() == others.length) {
                    LockSupport.unpark(sleepingCaller);
                }
            }
        }
    }

    /** Ends the team's threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread other : others) {
            LockSupport.unpark(other);
        }
    }
}
