package org.scratchcnn.benchmarks.gate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Failure;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Outcome;

class PairedComparisonTest {

    private static final GateRules RULES = GateRules.standard();

    /** A pair while the ruler stood still. */
    private static Pair pair(double base, double head) {
        return new Pair(base, head, head / base, 0);
    }

    /** Small differences that are never equal, around 0. */
    private static double jitter(int pair) {
        return 0.01 * Math.sin(7.0 * pair + 1);
    }

    /** A source whose pairs have these slowdowns, and that remembers what it was asked for. */
    private static final class Scripted implements PairSource {
        private final IntToDoubleFunction slowdown;
        private final List<Boolean> order = new ArrayList<>();
        private double rulerShift;

        Scripted(IntToDoubleFunction slowdown) {
            this.slowdown = slowdown;
        }

        Scripted withRulerShift(double shift) {
            rulerShift = shift;
            return this;
        }

        @Override
        public Outcome take(String benchmark, boolean headFirst) {
            double head = 1 + slowdown.applyAsDouble(order.size());
            order.add(headFirst);
            return new Pair(1, head, head, rulerShift);
        }
    }

    /** A source that has time for so many pairs and no more. */
    private static final class Limited implements PairSource {
        private final PairSource source;
        private int left;

        Limited(PairSource source, int pairs) {
            this.source = source;
            left = pairs;
        }

        @Override
        public boolean hasTimeFor(int pairs) {
            return pairs <= left;
        }

        @Override
        public Outcome take(String benchmark, boolean headFirst) throws InterruptedException {
            left--;
            return source.take(benchmark, headFirst);
        }
    }

    private static Finding only(PairSource source) throws InterruptedException {
        return new PairedComparison(RULES, source, 1).run(List.of("step")).getFirst();
    }

    @Test
    void equalRevisionsPassAfterTenPairs() throws InterruptedException {
        var finding = only(new Scripted(PairedComparisonTest::jitter));

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.pairs()).hasSize(10);
        assertThat(finding.confirmation()).isEmpty();
    }

    @Test
    void basesAndHeadsTakeTurnsInTheOrderAbbaBaab() throws InterruptedException {
        var source = new Scripted(PairedComparisonTest::jitter);

        var _ = only(source);

        assertThat(source.order.subList(0, 8)).containsExactly(false, true, true, false, false, true, true, false);
    }

    @Test
    void aHeadThatIsSlowerTwiceFails() throws InterruptedException {
        var finding = only(new Scripted(pair -> 0.2 + jitter(pair)));

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.confirmation()).hasSize(10);
    }

    @Test
    void aHeadThatIsSlowerOnlyAtFirstIsInconclusive() throws InterruptedException {
        var finding = only(new Scripted(pair -> (pair < 10 ? 0.2 : 0) + jitter(pair)));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("slower, but not confirmed by fresh pairs");
    }

    @Test
    void aHeadThatIsFasterPasses() throws InterruptedException {
        assertThat(only(new Scripted(pair -> -0.3 + jitter(pair))).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void lessThanTenPerCentSlowerPasses() throws InterruptedException {
        assertThat(only(new Scripted(pair -> 0.08 + jitter(pair))).verdict()).isEqualTo(Verdict.PASS);
    }

    /** Spread evenly about 12 %: narrow enough with 24 pairs, but even with 30 the interval begins below 5 %. */
    @Test
    void aHeadThatLooksSlowerAndNotClearlyIsInconclusiveAfterThirtyPairs() throws InterruptedException {
        var finding = only(new Scripted(pair -> 0.12 + 0.45 * (0.618 * pair % 1 - 0.5)));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("looks slower, but not clearly after 30 pairs");
        assertThat(finding.change()).satisfies(change -> {
            assertThat(change.estimate()).isGreaterThanOrEqualTo(RULES.slower());
            assertThat(change.interval().lower()).isLessThanOrEqualTo(RULES.certainlySlower());
            assertThat(change.halfWidth()).isLessThanOrEqualTo(RULES.widest());
        });
    }

    @Test
    void aHeadThatLooksSlowerByTenPairsAndNotByMorePasses() throws InterruptedException {
        var finding = only(new Scripted(pair -> (pair % 3 == 1 ? 0 : 0.13) + jitter(pair)));

        assertThat(finding.pairs()).hasSizeGreaterThan(10);
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void pairsAreAddedWhileTheIntervalIsWideUpToThirty() throws InterruptedException {
        var finding = only(new Scripted(pair -> 30 * jitter(pair)));

        assertThat(finding.pairs()).hasSize(30);
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("too noisy, still wide after 30 pairs");
    }

    @Test
    void clearlySlowerFailsHoweverWideTheInterval() throws InterruptedException {
        var finding = only(new Scripted(pair -> 1 + 70 * jitter(pair)));

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.change())
                .satisfies(change -> assertThat(change.halfWidth()).isGreaterThan(RULES.widest()));
    }

    @Test
    void pairsWhoseRulerMovedAreRepeatedUpToABound() throws InterruptedException {
        var source = new Scripted(PairedComparisonTest::jitter).withRulerShift(0.06);

        var finding = only(source);

        assertThat(source.order).hasSize(10 + RULES.repeats());
        assertThat(finding.repeated()).isEqualTo(RULES.repeats());
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("the machine's own speed moved in 10 pairs");
    }

    @Test
    void whatIsSlowerTwiceIsInconclusiveWhereTheRulerMoved() throws InterruptedException {
        var finding = only(new Scripted(pair -> 0.2 + jitter(pair)).withRulerShift(0.06));

        assertThat(finding.confirmation()).hasSize(10);
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason())
                .isEqualTo("slower, and confirmed by fresh pairs, but the machine's own speed moved in 20 pairs");
    }

    @Test
    void aRulerThatMovedOnlyInTheConfirmationIsInconclusiveToo() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            return new Pair(1, 1.2, 1.2 + jitter(calls.size()), calls.size() > 10 ? 0.06 : 0);
        };

        var finding = only(source);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).endsWith("but the machine's own speed moved in 10 pairs");
    }

    @Test
    void whatIsSlowerTwiceFailsWherePairsWereRepeatedInTime() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            return new Pair(1, 1.2, 1.2 + jitter(calls.size()), calls.size() % 10 == 0 ? 0.06 : 0);
        };

        assertThat(only(source).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void pairsThatAreRepeatedInTimeDoNoHarm() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            return new Pair(1, 1, 1 + jitter(calls.size()), calls.size() <= 3 ? 0.06 : 0);
        };

        var finding = only(source);

        assertThat(finding.repeated()).isEqualTo(3);
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aHeadThatCannotBeTimedFails() throws InterruptedException {
        var finding = only((_, _) -> Failure.ofHead("exit code 1"));

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason()).isEqualTo("the head can't be timed: exit code 1");
        assertThat(finding.change()).isNull();
    }

    /** A source whose attempts fail at these of the calls, the first is 0, and find the head so much slower. */
    private static PairSource failingAt(double slowdown, Integer... failures) {
        var calls = new ArrayList<String>();
        return (benchmark, _) -> {
            int call = calls.size();
            calls.add(benchmark);
            return List.of(failures).contains(call)
                    ? Failure.ofHead("exit code 137")
                    : pair(1, 1 + slowdown + jitter(call));
        };
    }

    @Test
    void aPairThatFailedOnceIsTriedAgain() throws InterruptedException {
        var finding = only(failingAt(0, 4));

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.pairs()).hasSize(10);
        assertThat(finding.repeated()).isZero();
    }

    @Test
    void aSecondFailureOfABenchmarkIsFinal() throws InterruptedException {
        assertThat(only(failingAt(0, 2, 7)).reason()).isEqualTo("the head can't be timed: exit code 137");
        assertThat(only(failingAt(0.2, 2, 15)).reason()).isEqualTo("the head can't be timed: exit code 137");
    }

    @Test
    void aBaseThatCannotBeTimedIsInconclusive() throws InterruptedException {
        var finding = only((_, _) -> Failure.ofBase("exit code 1"));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("the base can't be timed: exit code 1");
    }

    @Test
    void aBenchmarkThatFailsDoesNotStopTheOthers() throws InterruptedException {
        PairSource source = (benchmark, _) -> benchmark.equals("broken") ? Failure.ofHead("exit code 1") : pair(1, 1);

        assertThat(new PairedComparison(RULES, source, 2).run(List.of("broken", "whole")))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.FAIL, Verdict.PASS);
    }

    @Test
    void everyBenchmarkGetsAPairInEachRound() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            return pair(1, 1);
        };

        var _ = new PairedComparison(RULES, source, 3).run(List.of("a", "b", "c"));

        assertThat(calls.subList(0, 6)).containsExactly("a", "b", "c", "a", "b", "c");
        assertThat(calls).hasSize(30);
    }

    /** Nine of ten pairs above 5 % are enough for one benchmark alone, not for one of eight. */
    @Test
    void aSuspicionAmongManyBenchmarksTakesMorePairs() throws InterruptedException {
        IntToDoubleFunction slowdown = pair -> (pair % 10 == 3 ? 0.04 : 0.13) + jitter(pair);

        var alone = new PairedComparison(RULES, new Scripted(slowdown), 1)
                .run(List.of("step"))
                .getFirst();
        var oneOfEight = new PairedComparison(RULES, new Scripted(slowdown), 8)
                .run(List.of("step"))
                .getFirst();

        assertThat(alone.pairs()).hasSize(10);
        assertThat(oneOfEight.pairs()).hasSizeGreaterThan(10);
        assertThat(oneOfEight.verdict()).isEqualTo(Verdict.FAIL);
    }

    private static void assertOutOfTime(Finding finding, int pairs, String reason) {
        assertThat(finding.pairs()).hasSize(pairs);
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).isEqualTo("out of time: " + reason);
    }

    @Test
    void fewerThanTheFirstPairsAreInconclusive() throws InterruptedException {
        var some = only(new Limited(new Scripted(pair -> 0.2 + jitter(pair)), 7));
        var none = only(new Limited(new Scripted(PairedComparisonTest::jitter), 0));

        assertOutOfTime(some, 7, "7 of the first 10 pairs");
        assertThat(some.confirmation()).isEmpty();
        assertOutOfTime(none, 0, "0 of the first 10 pairs");
        assertThat(none.change()).isNull();
    }

    @Test
    void whatIsSettledWhenTimeIsOutPasses() throws InterruptedException {
        assertThat(only(new Limited(new Scripted(PairedComparisonTest::jitter), 10))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsStillWideWhenTimeIsOutIsInconclusive() throws InterruptedException {
        assertOutOfTime(
                only(new Limited(new Scripted(pair -> 30 * jitter(pair)), 15)),
                15,
                "too noisy, still wide after 15 pairs");
    }

    @Test
    void whatLooksSlowerWhenTimeIsOutIsInconclusive() throws InterruptedException {
        assertOutOfTime(
                only(new Limited(new Scripted(pair -> 0.12 + 0.45 * (0.618 * pair % 1 - 0.5)), 26)),
                26,
                "looks slower, but not clearly after 26 pairs");
    }

    @Test
    void aSuspicionThatThereIsNoTimeToConfirmIsInconclusive() throws InterruptedException {
        var finding = only(new Limited(new Scripted(pair -> 0.2 + jitter(pair)), 15));

        assertOutOfTime(finding, 10, "slower, but only 5 fresh pairs to confirm it");
        assertThat(finding.confirmation()).hasSize(5);
    }

    @Test
    void aSuspicionThatIsConfirmedJustInTimeFails() throws InterruptedException {
        assertThat(only(new Limited(new Scripted(pair -> 0.2 + jitter(pair)), 20))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void noPairIsRepeatedWhenTimeIsOut() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            return new Pair(1, 1, 1 + jitter(calls.size()), calls.size() == 10 ? 0.06 : 0);
        };

        var finding = only(new Limited(source, 10));

        assertOutOfTime(finding, 10, "the machine's own speed moved in 1 pairs");
        assertThat(finding.repeated()).isZero();
    }

    @Test
    void pairsAreAddedOnlyWhileThereIsTimeToConfirmSuspicions() throws InterruptedException {
        var calls = new ArrayList<String>();
        PairSource source = (benchmark, _) -> {
            calls.add(benchmark);
            int pair = Collections.frequency(calls, benchmark) - 1;
            return pair(1, benchmark.equals("slower") ? 1.2 + jitter(pair) : 1 + 30 * jitter(pair));
        };

        var findings = new PairedComparison(RULES, new Limited(source, 45), 2).run(List.of("slower", "noisy"));

        assertThat(findings.getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertOutOfTime(findings.getLast(), 25, "too noisy, still wide after 25 pairs");
    }
}
