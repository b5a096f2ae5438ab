package org.scratchcnn.benchmarks.suite;

import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.SuiteSections;
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
        return SuiteSections.report(record);
    }
}
