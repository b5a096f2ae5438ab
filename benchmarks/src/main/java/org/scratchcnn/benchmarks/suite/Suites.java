package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;

/** All suites: who writes another one registers it here. */
public final class Suites {

    /** Suites that train, of {@code ./cnn compare --suite}. */
    public static final List<Suite> COMPARISONS = List.of(new Verify(), new Full());

    /** Suites that time, of {@code ./cnn bench --set}. */
    public static final List<Suite> BENCHMARKS = List.of(
            new Headline(),
            new ColdStart(),
            new Scaling(),
            Layers.ofMeasured(),
            Layers.ofResnet(),
            microbenchmarks(MicrobenchmarkSet.KERNELS, "JMH, every kernel by every algorithm; about twenty minutes"));

    /** Suites that other ones measure better. */
    public static final List<Suite> BRIEF = List.of(
            new Smoke(),
            microbenchmarks(
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

    private static Suite microbenchmarks(MicrobenchmarkSet set, String description) {
        return new Suite(set.title(), description, 0, Optional.of(set));
    }

    /** Every benchmark for a moment. */
    private static final class Smoke extends Suite {

        Smoke() {
            super(
                    MicrobenchmarkSet.SMOKE.title(),
                    "JMH, every benchmark for a moment, in about a minute; no figures to quote",
                    0,
                    Optional.of(MicrobenchmarkSet.SMOKE));
        }

        @Override
        public ReportContent report(ComparisonRecord record) {
            return super.report(record)
                    .with(
                            List.of("A smoke test: every benchmark ran for a moment. Don't quote its figures."),
                            List.of());
        }
    }
}
