package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.ForkPairs.Found;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage.Block;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage.Ready;

class HardGatesTest {

    private static final int FORKS = 10;
    private static final NumericsLock LOCK = NumericsLock.of("step", ready(760, 2.25, 2.0));

    private static Ready ready(long parameters, Double... losses) {
        return new Ready(
                parameters,
                680,
                16,
                Arrays.stream(losses).map(Double::doubleToRawLongBits).toList());
    }

    /** Ten forks whose blocks allocate so much. */
    private static Found forks(Ready ready, double... bytes) {
        var found = new Found();
        for (int i = 0; i < FORKS; i++) {
            allocate(found, ready, bytes);
        }
        return found;
    }

    private static void allocate(Found found, Ready ready, double... bytes) {
        found.ready.add(ready);
        found.allocated.add(Arrays.stream(bytes).summaryStatistics());
    }

    private static Found forks(double... bytes) {
        return forks(ready(760, 2.25, 2.0), bytes);
    }

    private static HardGates check(Found base, Found head) {
        return check(base, head, NumericsLock.EMPTY, LOCK);
    }

    private static HardGates check(Found base, Found head, NumericsLock baseLock, NumericsLock headLock) {
        return HardGates.check("step", revision(base, baseLock), revision(head, headLock));
    }

    private static Revision revision(Found found, NumericsLock lock) {
        return new Revision(
                "a revision",
                lock,
                _ -> new SteadyFork(ready(1), new Block(1, 0)),
                new HashMap<>(Map.of("step", found)));
    }

    private static List<String> failures(Found base, Found head) {
        return check(base, head).failures();
    }

    @Test
    void equalForksHoldNothingAgainstTheHead() {
        assertThat(check(forks(0.5), forks(0.5))).isEqualTo(new HardGates(List.of(), List.of()));
    }

    @Test
    void oneMoreObjectAnOperationFails() {
        assertThat(failures(forks(0), forks(16))).containsExactly("an operation allocates 16 bytes instead of 0");
    }

    @Test
    void lessThanAnObjectOrLessThanAPerCentMoreIsCounting() {
        assertThat(failures(forks(0), forks(15))).isEmpty();
        assertThat(failures(forks(10_000), forks(10_090))).isEmpty();
    }

    @Test
    void whatOnlySomeOperationsAllocateFailsWhereEveryForkDoesSo() {
        assertThat(failures(forks(0, 10), forks(0, 80)))
                .containsExactly("an operation allocates 40 bytes on average instead of 5");

        var head = forks(0, 80);
        head.allocated.set(3, new DoubleSummaryStatistics(2, 0, 10, 10));
        assertThat(failures(forks(0, 10), head)).isEmpty();
    }

    /** As where a kernel is compiled to the end in some forks, and in others is not. */
    @Test
    void whatOneForkOfTheBaseAllocatesTooDoesNotFail() {
        var base = forks(0);
        allocate(base, ready(760, 2.25, 2.0), 300_000);

        assertThat(failures(base, forks(300_000))).isEmpty();
    }

    @Test
    void fewForksProveNothing() {
        var base = new Found();
        allocate(base, ready(760, 2.25, 2.0), 0);

        assertThat(failures(base, forks(40))).isEmpty();
        assertThat(failures(forks(0), base)).isEmpty();
    }

    @Test
    void otherLossBitsThanInTheLockFailAndNameTheStep() {
        assertThat(failures(forks(0), forks(ready(760, 2.25, 2.5), 0)))
                .containsExactly(
                        "the loss of training step 2 has other bits than in numerics.lock: 2.5 instead of 2.0");
    }

    @Test
    void anHonestChangeOfTheNumbersPassesWithItsLock() {
        var head = ready(761, 2.25, 2.5);
        var result = check(forks(0), forks(head, 0), LOCK, NumericsLock.of("step", head));

        assertThat(result).isEqualTo(new HardGates(List.of(), List.of()));
    }

    @Test
    void theHeadIsHeldToItsLockWithoutABase() {
        assertThat(failures(new Found(), forks(ready(761, 2.25, 2.5), 0)))
                .satisfiesExactly(
                        costs -> assertThat(costs)
                                .isEqualTo("parameters and MACs are 761 680, but numerics.lock has 760 680"),
                        loss -> assertThat(loss).startsWith("the loss of training step 2 has other bits"));
    }

    @Test
    void forksThatComputeDifferentLossesFail() {
        var head = forks(0);
        head.ready.add(ready(760, 2.25, 2.5));

        assertThat(failures(forks(0), head))
                .contains("two forks of the head computed different losses from the same seed");
    }

    @Test
    void whatTheLockDoesNotKnowIsToldAndNeverFails() {
        var result = check(forks(0), forks(0), NumericsLock.EMPTY, NumericsLock.EMPTY);

        assertThat(result.failures()).isEmpty();
        assertThat(result.remarks())
                .hasSize(2)
                .contains("numerics.lock has no line \"cost step\", so that was not compared");
    }

    @Test
    void aLineThatTheLockHasLostFailsWhateverIsTimed() {
        assertThat(check(new Found(), new Found(), LOCK, NumericsLock.EMPTY).failures())
                .containsExactly("numerics.lock has lost the line \"cost step\" that the base's has");
    }
}
