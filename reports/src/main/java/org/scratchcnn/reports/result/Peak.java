package org.scratchcnn.reports.result;

import java.util.Optional;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RulerReading;

/** The machine's peak of fused multiply-adds, and what operations make of it. */
public final class Peak {

    private Peak() {}

    /** GFLOP/s on that many threads; empty if it was not read. */
    public static Optional<SamplesByStart> of(ComparisonRecord record, int threads) {
        var readings = record.rulers().stream()
                .filter(reading -> reading.threads() == threads)
                .map(RulerReading::gigaflops)
                .filter(values -> !values.isEmpty())
                .toList();
        return readings.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(readings));
    }

    /** The share of the peak in per cent, by medians. */
    public static Estimate share(long flops, SamplesByStart milliseconds, SamplesByStart peak, Bootstrap bootstrap) {
        return bootstrap.ofMedians(milliseconds, peak, (time, limit) -> 100 * flops / (1e6 * time * limit));
    }
}
