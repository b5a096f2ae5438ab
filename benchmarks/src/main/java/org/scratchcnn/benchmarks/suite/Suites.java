package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;

/** All suites: who writes another one registers it here. */
public final class Suites {

    /** Suites that train, of {@code ./cnn compare --suite}. */
    public static final List<Suite> COMPARISONS = List.of(new Verify(), new Full());

    /** Suites that time, of {@code ./cnn bench --set}. */
    public static final List<Suite> BENCHMARKS = List.of(
            new Headline(),
            new ColdStart(),
            new Scaling(),
            new Layers(),
            new MicrobenchmarkSuite(
                    MicrobenchmarkSet.KERNELS,
                    "JMH, every kernel by every algorithm, and two whole networks; about twenty minutes"));

    /** Suites that other ones measure better. */
    public static final List<Suite> BRIEF = List.of(
            new MicrobenchmarkSuite(
                    MicrobenchmarkSet.SMOKE,
                    "JMH, every benchmark for a moment, in about a minute; no figures to quote"),
            new MicrobenchmarkSuite(
                    MicrobenchmarkSet.CONVOLUTIONS,
                    "JMH, im2col and the direct kernels against the naive loops, in a minute"));

    private Suites() {}

    /** The suite of that name; empty if there is none, and for a record without one. */
    public static Optional<Suite> named(@Nullable String name) {
        return Stream.of(COMPARISONS, BENCHMARKS, BRIEF)
                .flatMap(List::stream)
                .filter(suite -> Objects.equals(suite.name(), name))
                .findFirst();
    }

    /** A record's tables and charts: its suite's, or what every record has. */
    public static ReportContent report(ComparisonRecord record) {
        return named(record.suite()).map(suite -> suite.report(record)).orElseGet(() -> ReportContent.of(record));
    }

    /** Microbenchmarks alone, which have forks of their own. */
    private static final class MicrobenchmarkSuite extends Suite {

        private final MicrobenchmarkSet set;

        MicrobenchmarkSuite(MicrobenchmarkSet set, String description) {
            super(set.title(), description, 0);
            this.set = set;
        }

        @Override
        List<PlannedRun> round(int number, int threads) {
            return List.of();
        }

        @Override
        Optional<MicrobenchmarkSet> microbenchmarks() {
            return Optional.of(set);
        }

        @Override
        public ReportContent report(ComparisonRecord record) {
            var report = ReportContent.of(record);
            return set == MicrobenchmarkSet.SMOKE
                    ? report.with(
                            List.of("A smoke test: every benchmark ran for a moment. Don't quote its figures."),
                            List.of())
                    : report;
        }
    }
}
