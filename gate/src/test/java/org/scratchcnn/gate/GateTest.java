package org.scratchcnn.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.core.zoo.Tasks;
import org.scratchcnn.gate.fork.ForkMessage;
import org.scratchcnn.gate.result.BenchmarkResult;
import org.scratchcnn.gate.result.PairPlan;
import org.scratchcnn.gate.revision.Fork;
import org.scratchcnn.gate.rule.GateRules;
import org.scratchcnn.gate.rule.NumericsLock;
import org.scratchcnn.gate.rule.NumericsLock.LossKey;
import org.scratchcnn.gate.rule.Verdict;
import org.scratchcnn.scratch.train.ScratchEngines;

class GateTest {

    private static final String BENCHMARK =
            GateSet.QUICK.benchmarks().getFirst().name();

    private static Fork fork(double milliseconds, double bytes, long parameters, long loss) {
        return new SteadyFork(
                new ForkMessage.Ready(parameters, 1, 16, List.of(loss)), new ForkMessage.Block(milliseconds, bytes));
    }

    /** The first benchmark's result where every fork of a revision finds the same. */
    private static BenchmarkResult compare(Fork base, Fork head, @Nullable NumericsLock lock)
            throws InterruptedException {
        return new Gate(GateRules.standard(), PairPlan.standard(), 1, () -> 1, _ -> {})
                .compare(GateSet.QUICK, _ -> base, _ -> head, lock)
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
    void everyReasonToFailIsTold() throws InterruptedException {
        var key = new LossKey(
                BENCHMARK, System.getProperty("os.arch"), 16, Runtime.version().feature());
        var lock = new NumericsLock(new TreeMap<>(), new TreeMap<>(Map.of(key, List.of(8L))));

        var finding = compare(fork(1, 0, 1, 7), fork(1.3, 32, 1, 7), lock).finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason())
                .contains("slower, and again when timed afresh", "allocates", "has other bits than in numerics.lock");
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

        var finding = gate.planted(benchmark, 0.2, request -> fork(1 + request.slowdown(), 0, 1, 7), 8);

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
