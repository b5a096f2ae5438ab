package org.scratchcnn.reports.result;

import java.util.List;
import org.scratchcnn.reports.suite.ColdStart;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Whether a record reaches what its suite is to reach. */
public final class Targets {

    /** The suites that have targets. */
    public static final List<String> SUITES = List.of(Headline.SUITE, ColdStart.SUITE, LargeConvolutions.SUITE);

    private Targets() {}

    /** Whether the record's suite has targets, and every one of them was measured and is reached. */
    public static boolean reached(ComparisonRecord record) {
        return HeadlineResult.of(record).map(HeadlineResult::reached).orElse(false)
                || ColdStartResult.of(record).map(ColdStartResult::reached).orElse(false)
                || LargeConvolutionResult.of(record)
                        .map(LargeConvolutionResult::reached)
                        .orElse(false);
    }
}
