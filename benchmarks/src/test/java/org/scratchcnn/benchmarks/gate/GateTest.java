package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.result.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.Fork;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.Costs;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;
import org.scratchcnn.benchmarks.gate.rule.NumericsLocks;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;

class GateTest {

    private static final String BENCHMARK =
            GateSet.QUICK.benchmarks().getFirst().name();

    private static Fork fork(double milliseconds, double bytes, long parameters, long loss) {
        return new SteadyFork(
                new ForkMessage.Ready(parameters, 1, 16, List.of(loss)), new ForkMessage.Block(milliseconds, bytes));
    }

    /** A fork that allocates in every third block. */
    private static Fork allocatingNowAndThen(double bytes) {
        return new Fork() {
            private int blocks;

            @Override
            public ForkMessage.Ready ready() {
                return new ForkMessage.Ready(1, 1, 16, List.of(7L));
            }

            @Override
            public ForkMessage.Block block(Duration patience) {
                blocks++;
                return new ForkMessage.Block(1, blocks % 3 == 0 ? bytes : 0);
            }

            @Override
            public void close() {}
        };
    }

    private static TimeLimit unlimited() {
        return new TimeLimit(Duration.ofHours(1), () -> 0);
    }

    private long nanos;

    /** The first benchmark's result where every fork of a revision finds the same. */
    private static BenchmarkResult compare(Fork base, Fork head, @Nullable NumericsLock lock)
            throws InterruptedException {
        return compare((_, _) -> base, (_, _) -> head, new NumericsLocks(null, lock));
    }

    private static BenchmarkResult compare(Fork.Starter base, Fork.Starter head, NumericsLocks locks)
            throws InterruptedException {
        return new Gate(GateRules.standard(), PairPlan.standard(), 1, () -> 1, _ -> {})
                .compare(GateSet.QUICK, base, head, locks, unlimited())
                .getFirst();
    }

    @Test
    void equalForksPass() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(1, 0, 1, 7), null);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.base()).hasSize(10);
    }

    @Test
    void moreAllocationFailsHoweverFast() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(0.5, 32, 1, 7), null);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.finding().reason()).isEqualTo("an operation allocates 32 bytes instead of 0");
    }

    @Test
    void allocationInEveryThirdBlockFailsToo() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), allocatingNowAndThen(3_125), null);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.finding().reason()).isEqualTo("an operation allocates 1,000 bytes on average instead of 0");
    }

    @Test
    void aForkThatAllocatedMoreThanTheOthersIsNotHeldAgainstTheHead() throws InterruptedException {
        var forks = new AtomicInteger();
        var result = compare(
                (_, _) -> fork(1, 0, 1, 7),
                (_, _) -> fork(1, forks.getAndIncrement() < 2 ? 32 : 0, 1, 7),
                NumericsLocks.NONE);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
    }

    /** Pairs take 2 s, and there must be time for one more than the next. */
    @Test
    void endsInTimeAndSaysWhatIsOpen() throws InterruptedException {
        Fork.Starter slow = (_, _) -> {
            nanos += Duration.ofSeconds(1).toNanos();
            return fork(1, 0, 1, 7);
        };

        var results = new Gate(GateRules.standard(), PairPlan.standard(), 1, () -> 1, _ -> {})
                .compare(
                        GateSet.QUICK,
                        slow,
                        slow,
                        NumericsLocks.NONE,
                        new TimeLimit(Duration.ofSeconds(30), () -> nanos));

        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(28));
        assertThat(results).extracting(BenchmarkResult::finding).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.reason()).isEqualTo("out of time: 7 of the first 10 pairs");
        });
    }

    private static NumericsLock lockOfLosses(long bits) {
        var key = new LossKey(
                BENCHMARK, System.getProperty("os.arch"), 16, Runtime.version().feature());
        return new NumericsLock(
                new TreeMap<>(Map.of(BENCHMARK, new Costs(1, 1))), new TreeMap<>(Map.of(key, List.of(bits))));
    }

    private static final Fork.Starter UNABLE = (_, _) -> {
        throw new Fork.ForkException("it does not start");
    };

    @Test
    void aHeadIsHeldToItsLockAlsoWhereTheBaseCannotBeTimed() throws InterruptedException {
        var locks = new NumericsLocks(null, lockOfLosses(8));

        var finding = compare(UNABLE, (_, _) -> fork(1, 0, 2, 7), locks).finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason())
                .startsWith("2 parameters and 1 MACs, but numerics.lock has 1 and 1; the loss of training step 1");
        assertThat(compare(UNABLE, (_, _) -> fork(1, 0, 1, 8), locks).finding().verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void linesThatTheLockLostFailWhateverIsTimed() throws InterruptedException {
        var lost = new NumericsLocks(lockOfLosses(7), null);

        assertThat(compare((_, _) -> fork(1, 0, 1, 7), (_, _) -> fork(1, 0, 1, 7), lost)
                        .finding()
                        .reason())
                .isEqualTo("numerics.lock has lost the costs that the base's has");
        assertThat(compare(UNABLE, UNABLE, lost).finding().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void everyReasonToFailIsTold() throws InterruptedException {
        var finding =
                compare(fork(1, 0, 1, 7), fork(1.3, 32, 1, 7), lockOfLosses(8)).finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason())
                .contains("slower, and again when timed afresh", "allocates", "has other bits than in numerics.lock");
    }

    @Test
    void aForkThatFailedOnceIsTriedAgainAndToldOf() throws InterruptedException {
        var forks = new AtomicInteger();
        Fork.Starter killedOnce = (request, patience) ->
                forks.getAndIncrement() == 2 ? UNABLE.start(request, patience) : fork(1, 0, 1, 7);

        var result = compare((_, _) -> fork(1, 0, 1, 7), killedOnce, NumericsLocks.NONE);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.remarks()).contains("a fork of the head failed: it does not start");
    }

    @Test
    void timesOfAnotherNetworkAreInconclusive() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(1, 0, 2, 7), null);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.finding().reason()).isEqualTo("the network is another one");
    }

    @Test
    void thePlantedSlowdownNeedsAConfirmationToo() throws InterruptedException {
        var gate = new Gate(GateRules.standard(), PairPlan.standard(), 1, () -> 1, _ -> {});
        var benchmark = GateSet.GATE.benchmarks().getFirst();

        var finding =
                gate.planted(benchmark, 0.2, (request, _) -> fork(1 + request.slowdown(), 0, 1, 7), 8, unlimited());

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.confirmation()).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void everySetIsSmallEnoughAndNamesWhatThereIs(GateSet set) {
        assertThat(set.benchmarks())
                .hasSizeBetween(1, GateRules.MOST_BENCHMARKS)
                .doesNotHaveDuplicates();
        assertThat(set.benchmarks()).allSatisfy(benchmark -> {
            assertThat(Tasks.task(benchmark.task())).isNotNull();
            assertThat(ScratchEngines.engine(benchmark.engine())).isNotNull();
        });
        assertThat(GateSet.named(set.title())).isEqualTo(set);
    }
}
