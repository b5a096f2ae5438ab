package org.scratchcnn.benchmarks.gate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.benchmarks.gate.rule.HardGates.Allocation;
import org.scratchcnn.benchmarks.gate.rule.HardGates.Facts;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.Costs;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;

class HardGatesTest {

    private static final Costs COSTS = new Costs(760, 680);
    private static final LossKey KEY = new LossKey("step", "amd64", 16, 25);
    private static final List<Long> LOSSES = bits(2.25, 2.0);
    private static final NumericsLock LOCK =
            new NumericsLock(new TreeMap<>(Map.of("step", COSTS)), new TreeMap<>(Map.of(KEY, LOSSES)));

    private static List<Long> bits(double first, double second) {
        return List.of(Double.doubleToRawLongBits(first), Double.doubleToRawLongBits(second));
    }

    private static Facts facts(double allocatedBytes, Costs costs, LossKey key, List<Long> losses) {
        return new Facts(steady(allocatedBytes), costs, key, List.of(losses));
    }

    /** What allocates the same in every block of ten forks. */
    private static Allocation steady(double bytes) {
        return new Allocation(Collections.nCopies(10, bytes), Collections.nCopies(10, bytes));
    }

    private static List<String> failures(Allocation base, Allocation head) {
        return check(new Facts(base, COSTS, KEY, List.of(LOSSES)), new Facts(head, COSTS, KEY, List.of(LOSSES)), LOCK)
                .failures();
    }

    /** Ten forks of which the first has another figure than the others. */
    private static List<Double> tenForks(double first, double others) {
        var forks = new ArrayList<>(Collections.nCopies(10, others));
        forks.set(0, first);
        return forks;
    }

    private static HardGates.Result check(Facts base, Facts head, @Nullable NumericsLock lock) {
        return HardGates.check("step", base, head, new NumericsLocks(null, lock));
    }

    @Test
    void equalFactsHoldNothingAgainstTheHead() {
        var same = facts(0.5, COSTS, KEY, LOSSES);

        assertThat(check(same, same, LOCK)).isEqualTo(new HardGates.Result(List.of(), List.of()));
    }

    @Test
    void oneMoreObjectAnOperationFails() {
        var result = check(facts(0, COSTS, KEY, LOSSES), facts(16, COSTS, KEY, LOSSES), LOCK);

        assertThat(result.failures()).containsExactly("an operation allocates 16 bytes instead of 0");
    }

    @Test
    void lessThanAnObjectOrLessThanAPerCentMoreIsCounting() {
        assertThat(check(facts(0, COSTS, KEY, LOSSES), facts(15, COSTS, KEY, LOSSES), LOCK)
                        .failures())
                .isEmpty();
        assertThat(check(facts(10_000, COSTS, KEY, LOSSES), facts(10_090, COSTS, KEY, LOSSES), LOCK)
                        .failures())
                .isEmpty();
    }

    @Test
    void whatOnlySomeOperationsAllocateFailsWhereEveryForkDoesSo() {
        var base = new Allocation(tenForks(0, 0), tenForks(5, 0));

        assertThat(failures(base, new Allocation(tenForks(0, 0), tenForks(40, 50))))
                .containsExactly("an operation allocates 40 bytes on average instead of 5");
        assertThat(failures(base, new Allocation(tenForks(0, 0), tenForks(5, 50))))
                .isEmpty();
    }

    /** As where a kernel is compiled to the end in some forks, and in others is not. */
    @Test
    void whatOneForkOfTheBaseAllocatesTooDoesNotFail() {
        var base = new Allocation(tenForks(300_000, 0), tenForks(300_000, 100_000));

        assertThat(failures(base, steady(300_000))).isEmpty();
    }

    @Test
    void fewForksProveNothing() {
        var none = List.of(0.0, 0.0, 0.0);
        var more = List.of(40.0, 40.0, 40.0);

        assertThat(failures(new Allocation(none, none), new Allocation(more, more)))
                .isEmpty();
    }

    @Test
    void otherLossBitsThanInTheLockFailAndNameTheStep() {
        var base = facts(0, COSTS, KEY, LOSSES);

        assertThat(check(base, facts(0, COSTS, KEY, bits(2.25, 2.5)), LOCK).failures())
                .containsExactly(
                        "the loss of training step 2 has other bits than in numerics.lock: 2.5 instead of 2.0");
    }

    @Test
    void anHonestChangeOfTheNumbersPassesWithItsLock() {
        var head = facts(0, COSTS, KEY, bits(2.25, 2.5));
        var lock = new NumericsLock(LOCK.costs(), new TreeMap<>(Map.of(KEY, bits(2.25, 2.5))));

        assertThat(check(facts(0, COSTS, KEY, LOSSES), head, lock).failures()).isEmpty();
    }

    @Test
    void unknownVectorsOrJdksArePrintedAndNeverFail() {
        var key = new LossKey("step", "amd64", 4, 26);

        assertThatLossesAreNotCompared(key, "amd64, vectors of 4 floats and JDK 26");
        var other = facts(0, COSTS, key, bits(9, 9));
        assertThat(check(other, other, null).remarks()).hasSize(2);
    }

    /** Its exponentials and logarithms may end in another bit, with the same vectors and JDK. */
    @Test
    void anotherProcessorsArchitectureIsPrintedAndNeverFails() {
        assertThatLossesAreNotCompared(
                new LossKey("step", "aarch64", 16, 25), "aarch64, vectors of 16 floats and JDK 25");
    }

    private static void assertThatLossesAreNotCompared(LossKey unknown, String described) {
        var other = facts(0, COSTS, unknown, bits(9, 9));

        var result = check(other, other, LOCK);

        assertThat(result.failures()).isEmpty();
        assertThat(result.remarks())
                .containsExactly("numerics.lock has no losses for %s, so they were not compared".formatted(described));
    }

    @Test
    void costsThatTheLockDoesNotKnowArePrintedAndNeverFail() {
        var same = facts(0, COSTS, KEY, LOSSES);

        var result = check(same, same, new NumericsLock(new TreeMap<>(), LOCK.losses()));

        assertThat(result.failures()).isEmpty();
        assertThat(result.remarks()).containsExactly("numerics.lock has no costs of it, so they were not compared");
    }

    @Test
    void theHeadIsHeldToItsLockWithoutABase() {
        var head = facts(0, new Costs(761, 680), KEY, bits(2.25, 2.5));

        var result = HardGates.check("step", null, head, new NumericsLocks(null, LOCK));

        assertThat(result.failures()).hasSize(2);
        assertThat(result.failures().getFirst()).startsWith("761 parameters");
        assertThat(result.failures().getLast()).startsWith("the loss of training step 2 has other bits");
    }

    /** The base's lock has a second line of losses, of smaller vectors. */
    private static NumericsLocks againstTwoLines(NumericsLock head) {
        var losses = new TreeMap<>(LOCK.losses());
        losses.put(new LossKey("step", "amd64", 8, 25), bits(2.25, 2.125));
        return new NumericsLocks(new NumericsLock(LOCK.costs(), losses), head);
    }

    @Test
    void aLineOfTheBasesLockThatTheHeadsHasLostFails() {
        assertThat(new NumericsLocks(LOCK, null).lost("step"))
                .contains("numerics.lock has lost the costs that the base's has");
        assertThat(new NumericsLocks(LOCK, new NumericsLock(LOCK.costs(), new TreeMap<>())).lost("step"))
                .contains("numerics.lock has lost the losses for amd64, vectors of 16 floats and JDK 25"
                        + " that the base's has");
        assertThat(againstTwoLines(LOCK).lost("step"))
                .hasValueSatisfying(lost -> assertThat(lost).contains("vectors of 8 floats"));
        assertThat(HardGates.check("step", null, null, new NumericsLocks(LOCK, null))
                        .failures())
                .hasSize(1);
    }

    /** A machine with smaller vectors can't measure the larger ones' losses anew. */
    @Test
    void aLockThatWasWrittenAnewMayHaveFewerLines() {
        var anew = new NumericsLock(LOCK.costs(), new TreeMap<>(Map.of(KEY, bits(2.25, 2.5))));

        assertThat(againstTwoLines(anew).lost("step")).isEmpty();
    }

    @Test
    void linesOfOtherBenchmarksMayGo() {
        assertThat(new NumericsLocks(LOCK, null).lost("other")).isEmpty();
    }

    @Test
    void locksDifferWhereTheBaseHasAnother() {
        assertThat(new NumericsLocks(LOCK, LOCK).differ()).isFalse();
        assertThat(new NumericsLocks(LOCK, null).differ()).isTrue();
        assertThat(new NumericsLocks(null, LOCK).differ()).isFalse();
    }

    @Test
    void anArchitectureHasOneName() {
        assertThat(new LossKey("step", "x86_64", 16, 25)).isEqualTo(KEY);
        assertThat(new LossKey("step", "arm64", 4, 25)).isEqualTo(new LossKey("step", "aarch64", 4, 25));
        assertThat(new LossKey("step", "riscv64", 4, 25).architecture()).isEqualTo("riscv64");
    }

    @Test
    void forksThatComputeDifferentLossesFail() {
        var head = new Facts(steady(0), COSTS, new LossKey("step", "amd64", 4, 25), List.of(LOSSES, bits(2.25, 2.5)));

        assertThat(check(facts(0, COSTS, KEY, LOSSES), head, LOCK).failures())
                .containsExactly("two forks of the head computed different losses from the same seed");
    }

    @Test
    void anotherNetworkFailsByTheLockAndIsRemarkedOn() {
        var head = facts(0, new Costs(761, 680), KEY, LOSSES);

        var result = check(facts(0, COSTS, KEY, LOSSES), head, LOCK);

        assertThat(result.failures()).containsExactly("761 parameters and 680 MACs, but numerics.lock has 760 and 680");
        assertThat(result.remarks()).singleElement().asString().startsWith("the network is another one");
    }

    @Test
    void theLockSurvivesItsFile() {
        assertThat(NumericsLock.parse(LOCK.text())).isEqualTo(LOCK);
        assertThat(LOCK.text())
                .endsWith("cost step 760 680\nloss step amd64 16 25 4002000000000000 4000000000000000\n");
    }

    @Test
    void theCheckedInLockIsAsItWouldBeWritten() throws IOException {
        var text = Files.readString(Path.of("..", NumericsLock.FILE));

        assertThat(NumericsLock.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost step",
                "cost step 1 many",
                "loss step amd64 16 25 xyz",
                "loss step 16 25 4002000000000000",
                "more"
            })
    void aLockWithALineThatIsNoneIsRefusedByItsNumber(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericsLock.parse("# comment\n" + line + "\n"))
                .withMessageStartingWith("numerics.lock, line 2 can't be read")
                .withMessageEndingWith("write the file anew with ./cnn gate lock");
    }
}
