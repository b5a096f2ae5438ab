package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Outcome;

class ForkPairsTest {

    private static final String BENCHMARK = "spiral-32-step";
    private static final ForkMessage.Ready READY = new ForkMessage.Ready(1, 1, 16, List.of());
    private static final ForkMessage.Block BLOCK = new ForkMessage.Block(1, 0);
    private static final Fork.Starter SOUND = (_, _) -> new SteadyFork(READY, BLOCK);
    private static final Fork.Starter UNABLE = (_, _) -> {
        throw new Fork.ForkException("it does not start");
    };

    private long nanos;

    /** Forks that answer this often, and then crash. */
    private static Fork.Starter crashesAfter(int blocks) {
        return (_, _) -> new Fork() {
            private int answers;

            @Override
            public ForkMessage.Ready ready() {
                return READY;
            }

            @Override
            public ForkMessage.Block block(Duration limit) throws ForkException {
                if (answers == blocks) {
                    throw new ForkException("it crashed");
                }
                answers++;
                return BLOCK;
            }

            @Override
            public void close() {}
        };
    }

    private static Outcome take(Fork.Starter base, Fork.Starter head, boolean headFirst) throws InterruptedException {
        return pairs(base, head, new TimeLimit(Duration.ofMinutes(1), () -> 0)).take(BENCHMARK, headFirst);
    }

    private static ForkPairs pairs(Fork.Starter base, Fork.Starter head, TimeLimit limit) {
        var gate = new Gate(GateRules.standard(), new PairPlan(950, 5, 10), 1, () -> 1, _ -> {});
        return new ForkPairs(gate, new Revision("base", base), new Revision("head", head), limit);
    }

    /** By the plan a pair takes 5 s; those that are taken take 20 s. One more is always left in reserve. */
    @Test
    void knowsFromThePairsSoFarHowManyMoreThereIsTimeFor() throws InterruptedException {
        Fork.Starter slow = (_, _) -> {
            nanos += Duration.ofSeconds(10).toNanos();
            return new SteadyFork(READY, BLOCK);
        };
        var pairs = pairs(slow, slow, new TimeLimit(Duration.ofSeconds(100), () -> nanos));

        assertThat(pairs.hasTimeFor(19)).isTrue();
        assertThat(pairs.hasTimeFor(20)).isFalse();

        var _ = pairs.take(BENCHMARK, false);

        assertThat(pairs.hasTimeFor(3)).isTrue();
        assertThat(pairs.hasTimeFor(4)).isFalse();
    }

    @Test
    void twoSoundForksAreTimed() throws InterruptedException {
        assertThat(take(SOUND, SOUND, false)).isInstanceOf(Outcome.Timed.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBaseThatCrashesInABlockIsTheBasesFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(crashesAfter(2), SOUND, headFirst)).isEqualTo(new Outcome.BaseFailed("it crashed"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadThatCrashesInABlockIsTheHeadsFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(SOUND, crashesAfter(2), headFirst)).isEqualTo(new Outcome.HeadFailed("it crashed"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForkThatDoesNotStartIsItsRevisionsFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(UNABLE, SOUND, headFirst)).isEqualTo(new Outcome.BaseFailed("it does not start"));
        assertThat(take(SOUND, UNABLE, headFirst)).isEqualTo(new Outcome.HeadFailed("it does not start"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNeitherCanDoIsTheBasesFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(UNABLE, crashesAfter(0), headFirst)).isEqualTo(new Outcome.BaseFailed("it does not start"));
        assertThat(take(crashesAfter(0), crashesAfter(0), headFirst)).isEqualTo(new Outcome.BaseFailed("it crashed"));
    }

    /** Forks that say nothing once they are warm, which takes a second. */
    private Fork.Starter hangs(List<Duration> waits) {
        return (_, _) -> {
            nanos += Duration.ofSeconds(1).toNanos();
            return new Fork() {
                @Override
                public ForkMessage.Ready ready() {
                    return READY;
                }

                @Override
                public ForkMessage.Block block(Duration limit) throws ForkException {
                    waits.add(limit);
                    nanos += limit.toNanos();
                    throw new ForkException("it brought no message");
                }

                @Override
                public void close() {}
            };
        };
    }

    private Outcome takeWithin(Duration time, Fork.Starter base, Fork.Starter head) throws InterruptedException {
        return pairs(base, head, new TimeLimit(time, () -> nanos)).take(BENCHMARK, false);
    }

    @Test
    void aForkThatHangsIsGivenTwoMinutes() throws InterruptedException {
        var waits = new ArrayList<Duration>();

        assertThat(takeWithin(Duration.ofMinutes(10), SOUND, hangs(waits)))
                .isEqualTo(new Outcome.HeadFailed("it brought no message"));
        assertThat(waits).containsExactly(Fork.LONGEST_WAIT);
    }

    @Test
    void aPairThatHangsIsGivenUpWhenTimeIsOut() throws InterruptedException {
        assertThat(takeWithin(Duration.ofSeconds(30), SOUND, hangs(new ArrayList<>())))
                .isEqualTo(new Outcome.OutOfTime());
        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theTryOfTheOtherRevisionByItselfEndsInTimeToo() throws InterruptedException {
        assertThat(takeWithin(Duration.ofSeconds(30), UNABLE, hangs(new ArrayList<>())))
                .isEqualTo(new Outcome.OutOfTime());
        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noFurtherBlockIsAskedForWhenTimeIsOut() throws InterruptedException {
        var blocks = new AtomicInteger();
        Fork.Starter slow = (_, _) -> new Fork() {
            @Override
            public ForkMessage.Ready ready() {
                return READY;
            }

            @Override
            public ForkMessage.Block block(Duration limit) {
                blocks.incrementAndGet();
                nanos += Duration.ofSeconds(20).toNanos();
                return BLOCK;
            }

            @Override
            public void close() {}
        };

        assertThat(takeWithin(Duration.ofSeconds(30), slow, slow)).isEqualTo(new Outcome.OutOfTime());
        assertThat(blocks).hasValue(2);
    }
}
