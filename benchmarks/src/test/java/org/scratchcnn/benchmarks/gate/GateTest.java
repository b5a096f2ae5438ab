package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.GateResult.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.train.ScratchEngines;

class GateTest {

    private static final Gate GATE = new Gate(GateRules.standard(), 1, () -> 1, () -> 0, _ -> {});

    private static final String BENCHMARK = "spiral-32-step";

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
            public ForkMessage.Block block(int milliseconds) {
                blocks++;
                return new ForkMessage.Block(1, blocks % 3 == 0 ? bytes : 0);
            }

            @Override
            public void close() {}
        };
    }

    private static Gate.TimeLimit unlimited() {
        return GATE.limit(Duration.ofHours(1));
    }

    private long nanos;

    /** The first benchmark's result where every fork of a revision finds the same. */
    private static BenchmarkResult compare(Fork base, Fork head, NumericsLock lock) throws InterruptedException {
        return compare(_ -> base, _ -> head, NumericsLock.EMPTY, lock);
    }

    private static BenchmarkResult compare(Fork.Starter base, Fork.Starter head) throws InterruptedException {
        return compare(base, head, NumericsLock.EMPTY, NumericsLock.EMPTY);
    }

    private static BenchmarkResult compare(
            Fork.Starter base, Fork.Starter head, NumericsLock baseLock, NumericsLock headLock)
            throws InterruptedException {
        return GATE.compare(
                        GateSet.QUICK,
                        new Revision("base", baseLock, base),
                        new Revision("head", headLock, head),
                        unlimited())
                .getFirst();
    }

    @Test
    void equalForksPass() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(1, 0, 1, 7), NumericsLock.EMPTY);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.baseBytes()).isEqualTo(0);
        assertThat(result.remarks()).hasSize(2).allMatch(remark -> remark.contains("was not compared"));
    }

    @Test
    void moreAllocationFailsHoweverFast() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(0.5, 32, 1, 7), NumericsLock.EMPTY);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.finding().reason()).isEqualTo("an operation allocates 32 bytes instead of 0");
    }

    @Test
    void allocationInEveryThirdBlockFailsToo() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), allocatingNowAndThen(3_000), NumericsLock.EMPTY);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.finding().reason()).isEqualTo("an operation allocates 1020 bytes on average instead of 0");
    }

    @Test
    void aForkThatAllocatedMoreThanTheOthersIsNotHeldAgainstTheHead() throws InterruptedException {
        var forks = new AtomicInteger();
        var result = compare(_ -> fork(1, 0, 1, 7), _ -> fork(1, forks.getAndIncrement() < 2 ? 32 : 0, 1, 7));

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
    }

    /** Pairs take 2 s, and there must be time for one more than the next. */
    @Test
    void endsInTimeAndSaysWhatIsOpen() throws InterruptedException {
        Fork.Starter slow = _ -> {
            nanos += Duration.ofSeconds(1).toNanos();
            return fork(1, 0, 1, 7);
        };

        var limit = new Gate.TimeLimit(Duration.ofSeconds(30).toNanos(), () -> nanos);
        var revision = new Revision("slow", NumericsLock.EMPTY, slow);
        var results = GATE.compare(GateSet.QUICK, revision, revision, limit);

        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(28));
        assertThat(results).extracting(BenchmarkResult::finding).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.reason()).isEqualTo("out of time: 7 of the first 10 pairs");
        });
    }

    private static NumericsLock lockOf(long loss) {
        return NumericsLock.of(BENCHMARK, new ForkMessage.Ready(1, 1, 16, List.of(loss)));
    }

    private static final Fork.Starter UNABLE = _ -> {
        throw new IOException("it does not start");
    };

    @Test
    void aHeadIsHeldToItsLockAlsoWhereTheBaseCannotBeTimed() throws InterruptedException {
        var finding = compare(UNABLE, _ -> fork(1, 0, 2, 7), NumericsLock.EMPTY, lockOf(8))
                .finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason())
                .startsWith("parameters and MACs are 2 1, but numerics.lock has 1 1; the loss of training step 1");
        assertThat(compare(UNABLE, _ -> fork(1, 0, 1, 8), NumericsLock.EMPTY, lockOf(8))
                        .finding()
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void linesThatTheLockLostFailWhateverIsTimed() throws InterruptedException {
        assertThat(compare(UNABLE, UNABLE, lockOf(7), NumericsLock.EMPTY).finding())
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
                    assertThat(finding.reason())
                            .isEqualTo("numerics.lock has lost the line \"cost spiral-32-step\" that the base's has");
                });
    }

    @Test
    void everyReasonToFailIsTold() throws InterruptedException {
        var finding = compare(fork(1, 0, 1, 7), fork(1.3, 32, 1, 7), lockOf(8)).finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason())
                .contains("slower, and confirmed by fresh pairs", "allocates", "has other bits than in numerics.lock");
    }

    @Test
    void aForkThatFailedOnceIsTriedAgainAndToldOf() throws InterruptedException {
        var forks = new AtomicInteger();
        Fork.Starter killedOnce = request -> forks.getAndIncrement() == 2 ? UNABLE.start(request) : fork(1, 0, 1, 7);

        var result = compare(_ -> fork(1, 0, 1, 7), killedOnce);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.remarks()).contains("a fork of the head failed: it does not start");
    }

    @Test
    void timesOfAnotherNetworkAreInconclusive() throws InterruptedException {
        var result = compare(fork(1, 0, 1, 7), fork(1, 0, 2, 7), NumericsLock.EMPTY);

        assertThat(result.finding().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.finding().reason()).isEqualTo("the network is another one, so times say nothing of the code");
    }

    @Test
    void thePlantedSlowdownNeedsAConfirmationToo() throws InterruptedException {
        var finding = GATE.planted(BENCHMARK, 0.2, request -> fork(1 + request.slowdown(), 0, 1, 7), unlimited());

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
    }
}
