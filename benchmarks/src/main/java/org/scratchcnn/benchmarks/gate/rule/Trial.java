package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.statistics.Holm;

/**
 * One comparison of a base with a head, from the first pair to the verdicts.
 *
 * <p>Round by round every benchmark gets a pair, so that what slows the machine down for a while falls on all of them.
 * Then those get more whose interval is too wide, or that look slower without the interval and Holm's correction
 * agreeing. Whatever is slower then, is timed afresh; only if the fresh pairs say the same, it fails. What looks slower
 * to the end and no more than that, or had to keep a pair though the ruler was off, neither fails nor passes. Nor does what is still open when time is out; before that
 * happens, no pairs are added that would take the time from timing suspects afresh.
 */
public final class Trial {

    private final GateRules rules;
    private final PairSource source;
    private final int family;

    /**
     * A trial that has not begun.
     *
     * @param family benchmarks that Holm's correction is made for, at least as many as there are
     */
    public Trial(GateRules rules, PairSource source, int family) {
        this.rules = rules;
        this.source = source;
        this.family = family;
    }

    /**
     * Compares.
     *
     * @return a finding for each benchmark, in their order
     * @throws InterruptedException if the source is to end at once
     */
    public List<Finding> run(List<String> benchmarks) throws InterruptedException {
        if (benchmarks.size() > family || family > GateRules.MOST_BENCHMARKS) {
            throw new IllegalArgumentException("A trial takes at most %d benchmarks, but was given %d"
                    .formatted(Math.min(family, GateRules.MOST_BENCHMARKS), benchmarks.size()));
        }
        var all = begun(benchmarks.stream()
                .map(benchmark -> new Series(benchmark, source, rules))
                .toList());
        var suspects = suspects(all, family, rules.pairs());
        var fresh = begun(
                all.stream().filter(suspects::contains).map(Series::afresh).toList());
        var agreed =
                suspects(fresh, fresh.size(), 0).stream().map(Series::benchmark).toList();
        return all.stream()
                .map(series -> finding(
                        series,
                        fresh.stream()
                                .filter(again -> again.benchmark().equals(series.benchmark()))
                                .findFirst()
                                .orElse(null),
                        agreed.contains(series.benchmark())))
                .toList();
    }

    /** The same with their first pairs. */
    private List<Series> begun(List<Series> all) throws InterruptedException {
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
    private Set<Series> suspects(List<Series> all, int tests, int reserved) throws InterruptedException {
        while (true) {
            var suspects = slower(all, tests);
            var open = all.stream()
                    .filter(series -> series.judgeable()
                            && !series.outOfTime()
                            && series.pairs().size() < rules.mostPairs()
                            && isOpen(series, suspects))
                    .toList();
            if (open.isEmpty()) {
                return suspects;
            }
            for (var series : open) {
                series.take(reserved * suspects.size());
            }
        }
    }

    private boolean isOpen(Series series, Set<Series> suspects) {
        var change = series.change();
        boolean unsettled = change.looksSlower(rules) && !suspects.contains(series);
        return unsettled || change.halfWidth() > rules.widest();
    }

    private Set<Series> slower(List<Series> all, int tests) {
        var probabilities = new ArrayList<Double>();
        for (var series : all) {
            probabilities.add(series.judgeable() ? series.change().probability() : 1.0);
        }
        while (probabilities.size() < tests) {
            probabilities.add(1.0);
        }
        var rejected = Holm.rejected(probabilities, rules.familyError());
        var slower = new HashSet<Series>();
        for (int i = 0; i < all.size(); i++) {
            if (rejected.get(i) && all.get(i).change().slower(rules)) {
                slower.add(all.get(i));
            }
        }
        return slower;
    }

    private Finding finding(Series series, @Nullable Series fresh, boolean agreed) {
        var change = change(series);
        var confirmed = fresh == null ? null : change(fresh);
        var judged = judge(series, fresh, agreed);
        return new Finding(
                series.benchmark(),
                series.pairs(),
                change,
                fresh == null ? List.of() : fresh.pairs(),
                confirmed,
                series.retaken() + (fresh == null ? 0 : fresh.retaken()),
                judged.verdict(),
                judged.reason());
    }

    /** What the pairs say as far as they go; null where there are none, or forks failed. */
    private static @Nullable Change change(Series series) {
        return series.failure() == null && !series.pairs().isEmpty() ? series.change() : null;
    }

    /** A verdict and why. */
    private record Judged(Verdict verdict, String reason) {}

    private Judged judge(Series series, @Nullable Series fresh, boolean agreed) {
        var failure = series.failure() == null && fresh != null ? fresh.failure() : series.failure();
        if (failure != null) {
            return ofFailure(failure);
        }
        if (fresh != null) {
            return agreed ? ofAgreement(series, fresh) : ofDoubt(fresh);
        }
        int pairs = series.pairs().size();
        if (!series.judgeable()) {
            return open(series, "%d of the first %d pairs".formatted(pairs, rules.pairs()));
        }
        if (series.change().halfWidth() > rules.widest()) {
            return open(series, "too noisy, still wide after %d pairs".formatted(pairs));
        }
        if (series.moved() > 0) {
            return open(series, "the machine's own speed moved in %d pairs".formatted(series.moved()));
        }
        if (series.change().looksSlower(rules)) {
            return open(series, "looks slower, but not clearly after %d pairs".formatted(pairs));
        }
        return new Judged(Verdict.PASS, "");
    }

    /** Slower twice is a failure, unless it may be the machine that was slower. */
    private static Judged ofAgreement(Series series, Series fresh) {
        long moved = series.moved() + fresh.moved();
        return moved == 0
                ? new Judged(Verdict.FAIL, "slower, and again when timed afresh")
                : open(
                        fresh.outOfTime() ? fresh : series,
                        "slower, and again when timed afresh, but the machine's own speed moved in %d pairs"
                                .formatted(moved));
    }

    private static Judged ofDoubt(Series fresh) {
        return open(
                fresh,
                fresh.outOfTime()
                        ? "slower, but not confirmed by %d fresh pairs"
                                .formatted(fresh.pairs().size())
                        : "slower, but not when timed afresh");
    }

    private static Judged open(Series series, String reason) {
        return new Judged(Verdict.INCONCLUSIVE, (series.outOfTime() ? "out of time: " : "") + reason);
    }

    private static Judged ofFailure(Attempt.Failed failure) {
        return failure.base() == null
                ? new Judged(Verdict.FAIL, "the head can't be timed: " + failure.head())
                : new Judged(Verdict.INCONCLUSIVE, "the base can't be timed: " + failure.base());
    }
}
