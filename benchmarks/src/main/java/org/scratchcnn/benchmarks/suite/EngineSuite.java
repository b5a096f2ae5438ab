package org.scratchcnn.benchmarks.suite;

import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.harness.EngineSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.SuiteSections;
import org.scratchcnn.reports.result.Targets;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Stands in for suites that have no class of their own yet. */
record EngineSuite(EngineSet set, String description) implements Suite {

    @Override
    public String name() {
        return set.title();
    }

    @Override
    public int defaultRounds() {
        return set.defaultRounds();
    }

    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        return set.plan(rounds, threads, available);
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return SuiteSections.report(record);
    }

    @Override
    public boolean hasTargets() {
        return Targets.SUITES.contains(name());
    }

    @Override
    public boolean reached(ComparisonRecord record) {
        return Targets.reached(record);
    }
}
