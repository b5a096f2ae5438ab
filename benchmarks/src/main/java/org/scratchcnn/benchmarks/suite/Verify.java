package org.scratchcnn.benchmarks.suite;

import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.SuiteSections;
import org.scratchcnn.worker.record.ComparisonRecord;

/** What the build's {@code verify} runs. */
final class Verify implements Suite {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String description() {
        return "what the build's verify runs: all three tasks briefly, in minutes";
    }

    @Override
    public int defaultRounds() {
        return 0;
    }

    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        return ComparisonPlan.verify();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return SuiteSections.report(record);
    }
}
