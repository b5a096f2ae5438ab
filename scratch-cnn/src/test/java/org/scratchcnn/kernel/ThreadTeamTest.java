package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void doesEveryItemOnceInManyRegions(int threads) {
        try (var team = new ThreadTeam(threads)) {
            for (int items : new int[] {0, 1, 2, 3, 7, 100}) {
                var done = new AtomicIntegerArray(100);
                for (int region = 0; region < 20; region++) {
                    team.run(items, (item, _) -> done.incrementAndGet(item));
                }
                for (int item = 0; item < 100; item++) {
                    assertThat(done.get(item)).isEqualTo(item < items ? 20 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesNoTwoThreadsTheSameNumber(int threads) {
        var numbers = new ConcurrentHashMap<Integer, Thread>();
        try (var team = new ThreadTeam(threads)) {
            assertThat(team.threads()).isEqualTo(threads);
            for (int region = 0; region < 50; region++) {
                team.run(16, (_, thread) -> {
                    assertThat(thread).isBetween(0, threads - 1);
                    assertThat(numbers.computeIfAbsent(thread, _ -> Thread.currentThread()))
                            .isSameAs(Thread.currentThread());
                });
            }
        }
    }

    @Test
    void worksWithAllItsThreadsAtOnce() {
        try (var team = new ThreadTeam(3)) {
            var allAreHere = new CountDownLatch(3);
            team.run(3, (_, _) -> {
                allAreHere.countDown();
                await(allAreHere);
            });
            assertThat(allAreHere.getCount()).isZero();
        }
    }

    @Test
    void seesWhatItsThreadsWroteInTheRegion() {
        try (var team = new ThreadTeam(4)) {
            var squares = new long[1000];
            team.run(1000, (item, _) -> squares[item] = (long) item * item);
            for (int item = 0; item < 1000; item++) {
                assertThat(squares[item]).isEqualTo((long) item * item);
            }
        }
    }

    @Test
    void throwsWhatAnItemOfTheCallerThrew() {
        try (var team = new ThreadTeam(2)) {
            var failure = new IllegalArgumentException("planted");
            assertThatThrownBy(() -> team.run(2, failOnThread(0, team, failure)))
                    .isSameAs(failure);
            assertWorks(team);
        }
    }

    @Test
    void throwsWhatAnItemOfAnotherThreadThrewAsTheCause() {
        try (var team = new ThreadTeam(2)) {
            var failure = new IllegalArgumentException("planted");
            assertThatThrownBy(() -> team.run(2, failOnThread(1, team, failure)))
                    .isInstanceOf(IllegalStateException.class)
                    .cause()
                    .isSameAs(failure);
            assertWorks(team);
        }
    }

    @Test
    void forgetsNoFailureAndKeepsNoneForTheNextRegion() {
        try (var team = new ThreadTeam(2)) {
            for (int region = 0; region < 20; region++) {
                var bothAreHere = new CountDownLatch(2);
                assertThatThrownBy(() -> team.run(2, (_, thread) -> {
                            bothAreHere.countDown();
                            await(bothAreHere);
                            throw new IllegalArgumentException("thread " + thread);
                        }))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("thread 0")
                        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
                assertWorks(team);
            }
        }
    }

    @Test
    void failsOnASingleThreadToo() {
        try (var team = new ThreadTeam(1)) {
            var failure = new IllegalArgumentException("planted");
            assertThatThrownBy(() -> team.run(5, failOnThread(0, team, failure)))
                    .isSameAs(failure);
            assertWorks(team);
        }
    }

    @Test
    void wakesThreadsThatHaveGoneToSleep() throws InterruptedException {
        try (var team = new ThreadTeam(3)) {
            var others = othersIn(team);
            for (var thread : others) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
            assertThat(othersIn(team)).isEqualTo(others);
        }
    }

    @Test
    void endsItsThreadsWhenClosed() throws InterruptedException {
        var team = new ThreadTeam(3);
        var others = othersIn(team);
        team.close();
        team.close();
        for (var thread : others) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
        assertThatThrownBy(() -> team.run(1, (_, _) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void needsAThread() {
        assertThatThrownBy(() -> new ThreadTeam(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 thread");
    }

    /** The members of a team but the caller. */
    private static Set<Thread> othersIn(ThreadTeam team) {
        Set<Thread> others = ConcurrentHashMap.newKeySet();
        var allAreHere = new CountDownLatch(team.threads());
        team.run(team.threads(), (_, thread) -> {
            if (thread > 0) {
                others.add(Thread.currentThread());
            }
            allAreHere.countDown();
            await(allAreHere);
        });
        return others;
    }

    /** Fails on one thread, after every thread took an item. */
    private static ItemTask failOnThread(int failing, ThreadTeam team, RuntimeException failure) {
        // Each thread waits for the others, so that none of them can take two items.
        var allAreHere = new CountDownLatch(team.threads());
        return (_, thread) -> {
            allAreHere.countDown();
            await(allAreHere);
            if (thread == failing) {
                throw failure;
            }
        };
    }

    private static void assertWorks(ThreadTeam team) {
        var done = new AtomicIntegerArray(50);
        team.run(50, (item, _) -> done.incrementAndGet(item));
        for (int item = 0; item < 50; item++) {
            assertThat(done.get(item)).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the other threads of the team did not come");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
