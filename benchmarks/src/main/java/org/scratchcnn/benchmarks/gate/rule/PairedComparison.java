package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        var confirmedNames = confirmed.stream().map(series -> series.benchmark).toList();
        return all.stream()
                .map(series ->
                        finding(series, freshByName.get(series.benchmark), confirmedNames.contains(series.benchmark)))
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
        var last = fresh == null ? series : fresh;
        var failure = series.failure == null ? last.failure : series.failure;
        var open = confirmed ? movedOf(series.moved() + last.moved()) : open(series, fresh);
        Verdict verdict;
        String reason;
        if (failure != null) {
            verdict = failure.verdict();
            reason = failure.reason();
        } else if (confirmed) {
            verdict = open.isEmpty() ? Verdict.FAIL : Verdict.INCONCLUSIVE;
            reason = "slower, and confirmed by fresh pairs" + (open.isEmpty() ? "" : ", but " + open);
        } else {
            verdict = open.isEmpty() ? Verdict.PASS : Verdict.INCONCLUSIVE;
            reason = open;
        }
        return new Finding(
                series.benchmark,
                series.pairs,
                series.changeSoFar(),
                fresh == null ? List.of() : fresh.pairs,
                fresh == null ? null : fresh.changeSoFar(),
                series.repeated + (fresh == null ? 0 : fresh.repeated),
                verdict,
                verdict == Verdict.INCONCLUSIVE && failure == null && last.outOfTime
                        ? "out of time: " + reason
                        : reason);
    }

    /** Why a benchmark whose forks did not fail, and that is not slower twice, does not pass; empty where it does. */
    private String open(PairSeries series, @Nullable PairSeries fresh) {
        if (fresh != null) {
            return fresh.outOfTime
                    ? "slower, but only " + fresh.pairs.size() + " fresh pairs to confirm it"
                    : "slower, but not confirmed by fresh pairs";
        }
        int pairs = series.pairs.size();
        if (!series.judgeable()) {
            return pairs + " of the first " + rules.pairs() + " pairs";
        }
        if (series.change().halfWidth() > rules.widest()) {
            return "too noisy, still wide after " + pairs + " pairs";
        }
        if (series.moved() > 0) {
            return movedOf(series.moved());
        }
        return series.change().looksSlower(rules) ? "looks slower, but not clearly after " + pairs + " pairs" : "";
    }

    /** It may be the machine that was slower. */
    private static String movedOf(long pairs) {
        return pairs == 0 ? "" : "the machine's own speed moved in " + pairs + " pairs";
    }
}
