package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Microbenchmarks alone, which have forks of their own. */
record MicrobenchmarkSuite(MicrobenchmarkSet set, String description) implements Suite {

    @Override
    public String name() {
        return set.title();
    }

    @Override
    public int defaultRounds() {
        return 0;
    }

    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        return ComparisonPlan.of(set);
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        var report = ReportContent.of(record);
        return set == MicrobenchmarkSet.SMOKE
                ? report.with(
                        List.of(
                                "A smoke test: every kind of benchmark ran once, hardly warmed up. Don't quote its figures."),
                        List.of())
                : report;
    }
}
