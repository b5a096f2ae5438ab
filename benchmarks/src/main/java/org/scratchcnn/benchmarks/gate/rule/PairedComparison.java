package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Failure;
import org.scratchcnn.reports.statistics.Holm;

/**
 * Compares a base with a head, from the first pair to the verdicts, by the rules in docs/measurement.md.
 *
 * <p>Round by round every benchmark gets a pair, so that what slows the machine down for a while falls on all of them.
 * Then those get more whose interval is too wide, or that look slower without being suspected. Suspects are confirmed with
 * fresh pairs; until time is out, no pair is added that would take the time from that.
 *
 * @param family benchmarks that Holm's correction is made for, at least as many as there are
 */
public record PairedComparison(GateRules rules, PairSource source, int family) {

    /** The pairs of one benchmark, as they come. */
    private final class Series {
        final String benchmark;
        final List<Pair> pairs = new ArrayList<>();
        private boolean failedOnce;

        /** Pairs that were repeated because the ruler had moved. */
        int repeated;

        /** Whether the pairs so far say that the head is slower, among all benchmarks. */
        boolean suspected;

        /** Pairs that are to confirm a suspicion. */
        @Nullable
        Series fresh;

        /** Whether a pair was wanted that there was no time for. */
        boolean outOfTime;

        /** The second failure of a fork, after which no pair is taken. */
        @Nullable
        Failure failure;

        Series(String benchmark) {
            this.benchmark = benchmark;
        }

        /** Starts the fresh pairs; a fork that failed is not forgotten. */
        Series startAfresh() {
            var started = new Series(benchmark);
            started.failedOnce = failedOnce;
            fresh = started;
            return started;
        }

        /**
         * Adds a pair, repeated while the ruler moves and repeats are left. Adds none once forks have failed or time is out.
         *
         * @param reserved pairs that there must be time for afterwards
         */
        void take(int reserved) throws InterruptedException {
            var pair = timed(reserved);
            while (pair != null && moved(pair) && repeated < rules.repeats()) {
                var again = timed(reserved);
                if (again == null) {
                    break;
                }
                repeated++;
                pair = again;
            }
            if (pair != null && failure == null) {
                pairs.add(pair);
            }
        }

        /** A pair, or null. The first failure is tried again: what was killed by chance says nothing of its revision. */
        private @Nullable Pair timed(int reserved) throws InterruptedException {
            while (failure == null && !outOfTime) {
                if (!source.hasTimeFor(1 + reserved)) {
                    outOfTime = true;
                    break;
                }
                switch (source.take(benchmark, GateRules.headFirst(pairs.size()))) {
                    case Pair pair -> {
                        return pair;
                    }
                    case Failure failed -> {
                        failure = failedOnce ? failed : null;
                        failedOnce = true;
                    }
                }
            }
            return null;
        }

        private boolean moved(Pair pair) {
            return pair.rulerShift() > rules.rulerShift();
        }

        /** Pairs that had to be kept though the ruler had moved. */
        long moved() {
            return pairs.stream().filter(this::moved).count();
        }

        /** Whether there are as many pairs as it takes to judge them. */
        boolean judgeable() {
            return failure == null && pairs.size() >= rules.pairs();
        }

        /** What the pairs say; there must be one. */
        Change change() {
            return Change.of(pairs, rules);
        }

        /** What the pairs say as far as they go; null where there are none, or forks failed. */
        @Nullable
        Change changeSoFar() {
            return failure != null || pairs.isEmpty() ? null : change();
        }
    }

    /**
     * Compares.
     *
     * @return a finding for each benchmark, in their order
     * @throws InterruptedException if the gate is to end at once
     */
    public List<Finding> run(List<String> benchmarks) throws InterruptedException {
        var all = begun(benchmarks.stream().map(Series::new).toList());
        settle(all, family, rules.pairs());
        var fresh = begun(all.stream()
                .filter(series -> series.suspected)
                .map(Series::startAfresh)
                .toList());
        settle(fresh, fresh.size(), 0);
        return all.stream().map(this::finding).toList();
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
     * Takes more pairs where they are needed, and finds those that are slower.
     *
     * @param reserved pairs of each suspect that there must be time for afterwards
     */
    private void settle(List<Series> all, int tests, int reserved) throws InterruptedException {
        List<Series> open;
        do {
            suspect(all, tests);
            int suspects = (int) all.stream().filter(series -> series.suspected).count();
            open = all.stream().filter(this::isOpen).toList();
            for (var series : open) {
                series.take(reserved * suspects);
            }
        } while (!open.isEmpty());
    }

    private boolean isOpen(Series series) {
        if (!series.judgeable() || series.outOfTime || series.pairs.size() >= rules.mostPairs()) {
            return false;
        }
        var change = series.change();
        return (change.looksSlower(rules) && !series.suspected) || change.halfWidth() > rules.widest();
    }

    private void suspect(List<Series> all, int tests) {
        var probabilities = new ArrayList<>(Collections.nCopies(tests, 1.0));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).judgeable()) {
                probabilities.set(i, all.get(i).change().probability());
            }
        }
        var rejected = Holm.rejected(probabilities, rules.familyError());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).suspected = rejected.get(i) && all.get(i).change().slower(rules);
        }
    }

    private Finding finding(Series series) {
        var fresh = series.fresh;
        var last = fresh == null ? series : fresh;
        var failure = series.failure == null ? last.failure : series.failure;
        Verdict verdict;
        String reason;
        if (failure != null) {
            verdict = failure.verdict();
            reason = failure.reason();
        } else if (fresh != null && fresh.suspected) {
            var moved = movedOf(series.moved() + fresh.moved());
            verdict = moved.isEmpty() ? Verdict.FAIL : Verdict.INCONCLUSIVE;
            reason = "slower, and confirmed by fresh pairs" + (moved.isEmpty() ? "" : ", but " + moved);
        } else {
            reason = open(series, fresh);
            verdict = reason.isEmpty() ? Verdict.PASS : Verdict.INCONCLUSIVE;
        }
        boolean outOfTime = verdict == Verdict.INCONCLUSIVE && failure == null && last.outOfTime;
        return new Finding(
                series.benchmark,
                series.pairs,
                series.changeSoFar(),
                fresh == null ? List.of() : fresh.pairs,
                fresh == null ? null : fresh.changeSoFar(),
                series.repeated + (fresh == null ? 0 : fresh.repeated),
                verdict,
                outOfTime ? "out of time: " + reason : reason);
    }

    /** Why a benchmark whose forks did not fail, and that is not slower twice, does not pass; empty where it does. */
    private String open(Series series, @Nullable Series fresh) {
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
