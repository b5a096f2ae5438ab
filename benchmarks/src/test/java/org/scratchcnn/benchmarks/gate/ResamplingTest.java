package org.scratchcnn.benchmarks.gate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource;
import org.scratchcnn.benchmarks.gate.rule.PairedComparison;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.statistics.Proportion;

/**
 * How often the rules are wrong, by drawing whole gates, with replacement, from pairs of one and the same version that
 * were measured on a real machine (docs/measurement.md says where and how, and has the table of what comes of it). A
 * slowdown multiplies the head's time. Few gates are drawn here; with the profile {@code gate-statistics} as many as the
 * document tells of, and its table is checked.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ResamplingTest {

    private static final int PUBLISHED_GATES = 2_000;
    private static final int GATES = Integer.getInteger("gates", 50);

    /** Of each benchmark, the pairs of each comparison. */
    private Map<String, List<List<Pair>>> measured = Map.of();

    private String document = "";

    /** Where the pairs of a benchmark in a drawn gate come from. */
    enum Drawing {
        /** From all measured pairs of the benchmark, a coin for the roles of each: no side is favoured. */
        PAIRS,
        /** From one measured comparison, one coin for all roles: what favoured a side all through it stays in. */
        COMPARISONS;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The pairs that are drawn from, and the coin that says whether base and head change roles. */
    private record Urn(List<Pair> pairs, BooleanSupplier coin) {

        Pair draw(double slowdown, SplittableRandom random) {
            var pair = pairs.get(random.nextInt(pairs.size()));
            boolean swapped = coin.getAsBoolean();
            return new Pair(
                    swapped ? pair.head() : pair.base(),
                    (swapped ? pair.base() : pair.head()) * (1 + slowdown),
                    (swapped ? 1 / pair.ratio() : pair.ratio()) * (1 + slowdown),
                    pair.rulerShift());
        }
    }

    @BeforeAll
    void readWhatWasMeasured() throws IOException {
        document = MeasurementDocumentTest.text();
        measured = CheckedInSelfTests.all().stream()
                .flatMap(selfTest -> selfTest.comparisons().stream())
                .filter(comparison -> comparison.slowdown() == 0)
                .collect(groupingBy(Comparison::benchmark, mapping(Comparison::pairs, toList())));
    }

    private static List<String> benchmarks() {
        return GateSet.GATE.benchmarks().stream().map(Benchmark::name).toList();
    }

    /**
     * Runs many gates, in each of which one benchmark after the other is slower by this share, and the others equal.
     * However much slower it is, false alarms stay rare, and the document tells what came of it.
     */
    private Verdicts gates(Drawing drawing, double slowdown) throws InterruptedException {
        var random = new SplittableRandom(1);
        var verdicts = new Verdicts(drawing, slowdown);
        for (int i = 0; i < GATES; i++) {
            var slower = benchmarks().get(i % benchmarks().size());
            var source = source(drawing, slower, slowdown, random);
            verdicts.add(
                    slower,
                    new PairedComparison(
                                    GateRules.standard(), source, benchmarks().size())
                            .run(benchmarks()));
        }
        assertThat(verdicts.falseAlarms()).isLessThanOrEqualTo(0.01);
        if (GATES == PUBLISHED_GATES) {
            // Not contains(), whose message would be the whole document.
            assertThat(document.contains(verdicts.row()))
                    .as("docs/measurement.md has %s", verdicts.row())
                    .isTrue();
        }
        return verdicts;
    }

    /** The pairs of one gate. */
    private PairSource source(Drawing drawing, String slower, double slowdown, SplittableRandom random) {
        var urns = new HashMap<String, Urn>();
        return (benchmark, _) -> urns.computeIfAbsent(
                        benchmark, name -> urn(drawing, measured.getOrDefault(name, List.of()), random))
                .draw(benchmark.equals(slower) ? slowdown : 0, random);
    }

    private static Urn urn(Drawing drawing, List<List<Pair>> comparisons, SplittableRandom random) {
        return switch (drawing) {
            case PAIRS -> new Urn(comparisons.stream().flatMap(List::stream).toList(), random::nextBoolean);
            case COMPARISONS -> {
                boolean swapped = random.nextBoolean();
                yield new Urn(comparisons.get(random.nextInt(comparisons.size())), () -> swapped);
            }
        };
    }

    /** Counts by verdict, of benchmarks that were slowed down and of those that were not. */
    private static final class Verdicts {
        private final Drawing drawing;
        private final double slowdown;
        private final Map<Verdict, Integer> slower = new EnumMap<>(Verdict.class);
        private final Map<Verdict, Integer> equal = new EnumMap<>(Verdict.class);
        private int gatesWithFalseAlarms;

        Verdicts(Drawing drawing, double slowdown) {
            this.drawing = drawing;
            this.slowdown = slowdown;
        }

        void add(String slowedDown, List<Finding> gate) {
            boolean falseAlarm = false;
            for (var finding : gate) {
                boolean counts = slowdown > 0 && finding.benchmark().equals(slowedDown);
                (counts ? slower : equal).merge(finding.verdict(), 1, Integer::sum);
                falseAlarm |= !counts && finding.verdict() == Verdict.FAIL;
            }
            gatesWithFalseAlarms += falseAlarm ? 1 : 0;
        }

        double found() {
            return new Proportion(slower.getOrDefault(Verdict.FAIL, 0), GATES).share();
        }

        double falseAlarms() {
            return new Proportion(gatesWithFalseAlarms, GATES).share();
        }

        /**
         * As it stands in the document. Where nothing is slower, FAIL counts gates, and the others count benchmarks; last
         * come all FAILs and INCONCLUSIVEs of benchmarks that are not slower.
         */
        String row() {
            boolean planted = slowdown > 0;
            var counts = planted ? slower : equal;
            var found = new Proportion(planted ? count(slower, Verdict.FAIL) : gatesWithFalseAlarms, GATES).estimate();
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            return String.format(
                    Locale.ROOT,
                    "| %.0f %% | %s | %.1f %% [%.1f, %.1f] | %.1f %% | %.1f %% | %,d, %,d |",
                    100 * slowdown,
                    drawing.title(),
                    100 * found.value(),
                    100 * found.lower(),
                    100 * found.upper(),
                    100.0 * count(counts, Verdict.INCONCLUSIVE) / all,
                    100.0 * count(counts, Verdict.PASS) / all,
                    count(equal, Verdict.FAIL),
                    count(equal, Verdict.INCONCLUSIVE));
        }

        private static int count(Map<Verdict, Integer> counts, Verdict verdict) {
            return counts.getOrDefault(verdict, 0);
        }
    }

    @Test
    void theRecordsHavePairsOfEveryBenchmark() {
        assertThat(measured).containsOnlyKeys(benchmarks());
        assertThat(measured.values())
                .allSatisfy(comparisons -> assertThat(comparisons)
                        .allSatisfy(pairs -> assertThat(pairs).hasSizeGreaterThanOrEqualTo(10)));
    }

    @ParameterizedTest
    @EnumSource
    void raisesFalseAlarmsInAtMostOneGateOfAHundred(Drawing drawing) throws InterruptedException {
        assertThat(gates(drawing, 0).falseAlarms()).isLessThanOrEqualTo(0.01);
    }

    @ParameterizedTest
    @EnumSource
    void findsTwentyPerCentInNineteenOfTwenty(Drawing drawing) throws InterruptedException {
        assertThat(gates(drawing, 0.20).found()).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @EnumSource
    void findsFifteenPerCentInFourOfFive(Drawing drawing) throws InterruptedException {
        assertThat(gates(drawing, 0.15).found()).isGreaterThanOrEqualTo(0.80);
    }

    /** It lies on the threshold, so that its rate is told and not held to anything. */
    @ParameterizedTest
    @EnumSource
    void findsTenPerCentMoreOftenThanItRaisesFalseAlarms(Drawing drawing) throws InterruptedException {
        var verdicts = gates(drawing, 0.10);

        assertThat(verdicts.found()).isGreaterThan(verdicts.falseAlarms());
    }
}
