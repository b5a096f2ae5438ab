package org.scratchcnn.reports.content;

import java.util.List;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.LargeConvolutionResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.record.ComparisonRecord;

/** What is drawn of large convolutions; it moves to the class that plans them. */
public final class SuiteSections {

    private SuiteSections() {}

    /** A record's report, by its suite. */
    public static ReportContent report(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        return LargeConvolutionResult.of(record, KernelResult.of(record), bootstrap)
                .map(large -> LargeConvolutionTable.of(record, large, bootstrap))
                .map(table -> ReportContent.ofSuite(
                        record,
                        List.of(new Section(Part.KERNELS, "Large convolutions", ReportContent.blocks(List.of(table))))))
                .orElseGet(() -> ReportContent.of(record));
    }
}
