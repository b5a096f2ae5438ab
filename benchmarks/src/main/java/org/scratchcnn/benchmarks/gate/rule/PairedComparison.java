package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Outcome;
import org.scratchcnn.reports.statistics.Holm;

/**
 * Compares a base with a head, from the first pair to the verdicts, by the rules in docs/measurement.md.
 *
 * <p>Round by round every benchmark gets a pair, so that what slows the machine down for a while falls on all of them.
 * Then those get more whose interval is too wide, or that look slower without being suspected. Suspects are confirmed with
 * fresh pairs; until time is out, no pair is added that would take the time from that.
 */
public final class PairedComparison {

    private final GateRules rules;
    private final PairSource source;
    private final int family;

    /**
     * A comparison that has not begun.
     *
     * @param family benchmarks that Holm's correction is made for, at least as many as there are
     */
    public PairedComparison(GateRules rules, PairSource source, int family) {
        this.rules = rules;
        this.source = source;
        this.family = family;
    }

    /**
     * Compares.
     *
     * @return a finding for each benchmark, in their order
     * @throws InterruptedException if the gate is to end at once
     */
    public List<Finding> run(List<String> benchmarks) throws InterruptedException {
        var all = begun(benchmarks.stream()
                .map(benchmark -> new PairSeries(benchmark, source, rules))
                .toList());
        var suspects = suspects(all, family, rules.pairs());
        var fresh = begun(
                all.stream().filter(suspects::contains).map(PairSeries::afresh).toList());
        var confirmed = suspects(fresh, fresh.size(), 0);
        var freshByName = fresh.stream().collect(Collectors.toMap(series -> series.benchmark, series -> series));
        return all.stream()
                .map(series -> {
                    var again = freshByName.get(series.benchmark);
                    return finding(series, again, again != null && confirmed.contains(again));
                })
                .toList();
    }

    /** The same with their first pairs. */
    private List<PairSeries> begun(List<PairSeries> all) throws InterruptedException {
        for (int round = 0; round < rules.pairs(); round++) {
            for (var series : all) {
                series.take(0);
            }
        }
        return all;
    }

    /**
     * Takes more pairs where they are needed, and returns those that are slower.
     *
     * @param reserved pairs of each suspect that there must be time for afterwards
     */
    private Set<PairSeries> suspects(List<PairSeries> all, int tests, int reserved) throws InterruptedException {
        while (true) {
            var suspects = slower(all, tests);
            var open = all.stream()
                    .filter(series -> isOpen(series, suspects.contains(series)))
                    .toList();
            if (open.isEmpty()) {
                return suspects;
            }
            for (var series : open) {
                series.take(reserved * suspects.size());
            }
        }
    }

    private boolean isOpen(PairSeries series, boolean suspect) {
        if (!series.judgeable() || series.outOfTime || series.pairs.size() >= rules.mostPairs()) {
            return false;
        }
        var change = series.change();
        return (change.looksSlower(rules) && !suspect) || change.halfWidth() > rules.widest();
    }

    private Set<PairSeries> slower(List<PairSeries> all, int tests) {
        var probabilities = new ArrayList<Double>();
        for (int i = 0; i < tests; i++) {
            probabilities.add(
                    i < all.size() && all.get(i).judgeable()
                            ? all.get(i).change().probability()
                            : 1.0);
        }
        var rejected = Holm.rejected(probabilities, rules.familyError());
        var slower = new HashSet<PairSeries>();
        for (int i = 0; i < all.size(); i++) {
            if (rejected.get(i) && all.get(i).change().slower(rules)) {
                slower.add(all.get(i));
            }
        }
        return slower;
    }

    private Finding finding(PairSeries series, @Nullable PairSeries fresh, boolean confirmed) {
        var judged = judge(series, fresh, confirmed);
        return new Finding(
                series.benchmark,
                series.pairs,
                series.changeSoFar(),
                fresh == null ? List.of() : fresh.pairs,
                fresh == null ? null : fresh.changeSoFar(),
                series.repeated + (fresh == null ? 0 : fresh.repeated),
                judged.verdict(),
                judged.reason());
    }

    private record Judged(Verdict verdict, String reason) {

        static Judged open(PairSeries series, String reason) {
            return new Judged(Verdict.INCONCLUSIVE, (series.outOfTime ? "out of time: " : "") + reason);
        }
    }

    private Judged judge(PairSeries series, @Nullable PairSeries fresh, boolean confirmed) {
        switch (series.failure == null && fresh != null ? fresh.failure : series.failure) {
            case Outcome.BaseFailed(var reason) -> {
                return new Judged(Verdict.INCONCLUSIVE, "the base can't be timed: " + reason);
            }
            case Outcome.HeadFailed(var reason) -> {
                return new Judged(Verdict.FAIL, "the head can't be timed: " + reason);
            }
            case null, default -> {}
        }
        if (fresh != null) {
            return confirmed ? ofConfirmed(series, fresh) : ofUnconfirmed(fresh);
        }
        int pairs = series.pairs.size();
        if (!series.judgeable()) {
            return Judged.open(series, pairs + " of the first " + rules.pairs() + " pairs");
        }
        if (series.change().halfWidth() > rules.widest()) {
            return Judged.open(series, "too noisy, still wide after " + pairs + " pairs");
        }
        if (series.moved() > 0) {
            return Judged.open(series, "the machine's own speed moved in " + series.moved() + " pairs");
        }
        if (series.change().looksSlower(rules)) {
            return Judged.open(series, "looks slower, but not clearly after " + pairs + " pairs");
        }
        return new Judged(Verdict.PASS, "");
    }

    /** Slower twice is a failure, unless it may be the machine that was slower. */
    private static Judged ofConfirmed(PairSeries series, PairSeries fresh) {
        long moved = series.moved() + fresh.moved();
        return moved == 0
                ? new Judged(Verdict.FAIL, "slower, and confirmed by fresh pairs")
                : Judged.open(
                        fresh.outOfTime ? fresh : series,
                        "slower, and confirmed by fresh pairs, but the machine's own speed moved in " + moved
                                + " pairs");
    }

    private static Judged ofUnconfirmed(PairSeries fresh) {
        return Judged.open(
                fresh,
                fresh.outOfTime
                        ? "slower, but only " + fresh.pairs.size() + " fresh pairs to confirm it"
                        : "slower, but not confirmed by fresh pairs");
    }
}
