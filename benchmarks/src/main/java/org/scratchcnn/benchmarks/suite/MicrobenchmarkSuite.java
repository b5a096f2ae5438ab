package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.Optional;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;

/** Microbenchmarks alone, which have forks of their own. */
final class MicrobenchmarkSuite extends Suite {

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
                        List.of("A smoke test: every benchmark ran for a moment. Don't quote its figures."), List.of())
                : report;
    }
}
