package org.scratchcnn.gate;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.scratchcnn.gate.result.Benchmark;
import org.scratchcnn.gate.rule.Attempt;
import org.scratchcnn.gate.rule.Finding;
import org.scratchcnn.gate.rule.GateRules;
import org.scratchcnn.gate.rule.Pair;
import org.scratchcnn.gate.rule.Trial;
import org.scratchcnn.gate.rule.Verdict;
import org.scratchcnn.records.RecordJson;
import org.scratchcnn.reports.statistics.Proportion;

/**
 * How often the rules are wrong, by drawing whole gates from pairs of one and the same version that were measured on a
 * real machine (docs/measurement.md says where and how). Each pair is drawn with replacement and its sides are swapped by
 * the toss of a coin; a slowdown multiplies the head's time.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ResamplingTest {

    private static final int GATES = 2_000;

    /** What {@code ./cnn gate self-test} wrote. */
    private static final List<String> RECORDS = List.of("planted.json", "equal-1.json", "equal-2.json", "equal-3.json");

    private Map<String, List<Pair>> measured = Map.of();

    @BeforeAll
    void readTheMeasuredPairs() throws IOException {
        var findings = new ArrayList<Finding>();
        for (var name : RECORDS) {
            for (var comparison : read(name).comparisons()) {
                if (comparison.slowdown() == 0) {
                    findings.add(comparison.finding());
                }
            }
        }
        measured = findings.stream()
                .collect(groupingBy(Finding::benchmark, flatMapping(finding -> finding.pairs().stream(), toList())));
        measured.forEach((benchmark, pairs) -> {
            double[] logRatios =
                    pairs.stream().mapToDouble(pair -> Math.log(pair.ratio())).toArray();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-22s %3d pairs, standard deviation %.1f %%",
                    benchmark,
                    logRatios.length,
                    100 * StandardDeviation.of(logRatios).getAsDouble()));
        });
    }

    private static SelfTestRecord read(String name) throws IOException {
        try (var json = ResamplingTest.class.getResourceAsStream("/self-test/" + name)) {
            assertThat(json).isNotNull();
            return RecordJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), SelfTestRecord.class);
        }
    }

    private static List<String> benchmarks() {
        return GateSet.GATE.benchmarks().stream().map(Benchmark::name).toList();
    }

    /** Runs many gates, in each of which one benchmark after the other is slower by this share, and the others equal. */
    private Verdicts gates(double slowdown) throws InterruptedException {
        var random = new SplittableRandom(1);
        var verdicts = new Verdicts(slowdown);
        for (int i = 0; i < GATES; i++) {
            var slower = benchmarks().get(i % benchmarks().size());
            var findings = new Trial(
                            GateRules.standard(),
                            (benchmark, _) ->
                                    new Attempt.Timed(draw(benchmark, benchmark.equals(slower) ? slowdown : 0, random)),
                            benchmarks().size())
                    .run(benchmarks());
            for (var finding : findings) {
                if (slowdown > 0 && finding.benchmark().equals(slower)) {
                    verdicts.slower.merge(finding.verdict(), 1, Integer::sum);
                } else {
                    verdicts.equal.merge(finding.verdict(), 1, Integer::sum);
                    verdicts.falseAlarms += finding.verdict() == Verdict.FAIL ? 1 : 0;
                }
            }
        }
        verdicts.print();
        return verdicts;
    }

    private Pair draw(String benchmark, double slowdown, SplittableRandom random) {
        var pairs = measured.getOrDefault(benchmark, List.of());
        var pair = pairs.get(random.nextInt(pairs.size()));
        boolean swapped = random.nextBoolean();
        return new Pair(
                swapped ? pair.head() : pair.base(),
                (swapped ? pair.base() : pair.head()) * (1 + slowdown),
                (swapped ? 1 / pair.ratio() : pair.ratio()) * (1 + slowdown),
                pair.rulerShift());
    }

    /** Counts by verdict, of benchmarks that were slowed down and of those that were not. */
    private static final class Verdicts {
        private final double slowdown;
        private final Map<Verdict, Integer> slower = new EnumMap<>(Verdict.class);
        private final Map<Verdict, Integer> equal = new EnumMap<>(Verdict.class);
        private int falseAlarms;

        Verdicts(double slowdown) {
            this.slowdown = slowdown;
        }

        double found() {
            return new Proportion(slower.getOrDefault(Verdict.FAIL, 0), GATES).share();
        }

        /** A gate hardly ever raises two, so this is the share of gates that raise one. */
        double falseAlarmsByGate() {
            return (double) falseAlarms / GATES;
        }

        void print() {
            for (var verdict : Verdict.values()) {
                if (slowdown > 0) {
                    print("slower by %2.0f %%".formatted(100 * slowdown), verdict, slower, GATES);
                }
                print("equal", verdict, equal, GATES * 8 - (slowdown > 0 ? GATES : 0));
            }
        }

        private static void print(String what, Verdict verdict, Map<Verdict, Integer> counts, int trials) {
            int count = counts.getOrDefault(verdict, 0);
            var share = new Proportion(count, trials).estimate();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-14s %-12s %6d of %6d: %6.2f %% [%.2f, %.2f]",
                    what,
                    verdict,
                    count,
                    trials,
                    100 * share.value(),
                    100 * share.lower(),
                    100 * share.upper()));
        }
    }

    @Test
    void theRecordHasPairsOfEveryBenchmark() {
        assertThat(measured).containsOnlyKeys(benchmarks());
        assertThat(measured.values()).allSatisfy(pairs -> assertThat(pairs).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void raisesFalseAlarmsInAtMostOneGateOfAHundred() throws InterruptedException {
        assertThat(gates(0).falseAlarmsByGate()).isLessThanOrEqualTo(0.01);
    }

    @Test
    void findsTwentyPerCentInNineteenOfTwenty() throws InterruptedException {
        assertThat(gates(0.20).found()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void findsFifteenPerCentInFourOfFive() throws InterruptedException {
        assertThat(gates(0.15).found()).isGreaterThanOrEqualTo(0.80);
    }

    /** It lies on the threshold, so that its rate is told and not held to anything. */
    @Test
    void findsTenPerCentMoreOftenThanItRaisesFalseAlarms() throws InterruptedException {
        var verdicts = gates(0.10);

        assertThat(verdicts.found()).isGreaterThan(verdicts.falseAlarmsByGate());
    }
}
