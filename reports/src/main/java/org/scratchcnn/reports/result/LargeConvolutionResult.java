package org.scratchcnn.reports.result;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.reports.result.Attainment.Measured;
import org.scratchcnn.reports.result.Attainment.Missing;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/** How far a record's times reach the targets of {@link LargeConvolutions}. */
public record LargeConvolutionResult(List<Row> rows) {

    public LargeConvolutionResult {
        rows = List.copyOf(rows);
    }

    /**
     * One pass of one convolution.
     *
     * @param kernel what was measured; absent if nothing was
     * @param failed algorithms and engines that were to be measured, but failed
     * @param ratio how many times as long PyTorch takes, in its better layout
     * @param share of the machine's peak in per cent; absent where there is no target
     */
    public record Row(
            ConvolutionShape shape,
            Pass pass,
            Optional<KernelResult> kernel,
            Set<String> failed,
            Attainment ratio,
            Optional<Attainment> share) {

        public Row {
            failed = Set.copyOf(failed);
        }

        /** Milliseconds of an algorithm; empty if it was not measured. */
        public Optional<SamplesByStart> milliseconds(String algorithm) {
            return LargeConvolutionResult.milliseconds(kernel, algorithm);
        }
    }

    /** The result with the intervals of reports; empty if the record was not measured for it. */
    public static Optional<LargeConvolutionResult> of(ComparisonRecord record) {
        return of(record, KernelResult.of(record), Bootstrap.ofReports());
    }

    /** The result; empty if the record was not measured for it. */
    public static Optional<LargeConvolutionResult> of(
            ComparisonRecord record, List<KernelResult> kernels, Bootstrap bootstrap) {
        if (!LargeConvolutions.SUITE.equals(record.suite())) {
            return Optional.empty();
        }
        return Optional.of(new LargeConvolutionResult(LargeConvolutions.all().stream()
                .flatMap(
                        shape -> Arrays.stream(Pass.values()).map(pass -> row(shape, pass, record, kernels, bootstrap)))
                .toList()));
    }

    /** Whether every target is reached. */
    public boolean reached() {
        return rows.stream()
                .flatMap(row -> Stream.concat(Stream.of(row.ratio()), row.share().stream()))
                .allMatch(Attainment::reached);
    }

    private static Row row(
            ConvolutionShape shape,
            Pass pass,
            ComparisonRecord record,
            List<KernelResult> kernels,
            Bootstrap bootstrap) {
        var kernel = kernels.stream()
                .filter(candidate -> candidate.workload().equals(shape.toString())
                        && candidate.pass().equals(pass.title()))
                .findFirst();
        Optional<Attainment> share = LargeConvolutions.PEAK_PASSES.contains(pass)
                ? Optional.of(share(shape, kernel, record, bootstrap))
                : Optional.empty();
        var failed = record.microbenchmarks().stream()
                .filter(benchmark -> benchmark.workload().equals(shape.toString())
                        && benchmark.pass().equals(pass.title())
                        && Publication.obstacle(benchmark).isPresent())
                .map(Microbenchmark::algorithm)
                .collect(Collectors.toSet());
        return new Row(shape, pass, kernel, failed, ratio(kernel, failed, bootstrap), share);
    }

    private static Attainment ratio(Optional<KernelResult> kernel, Set<String> failed, Bootstrap bootstrap) {
        var mine = milliseconds(kernel, LargeConvolutions.ALGORITHM);
        var theirs = LargeConvolutions.PEERS.stream()
                .flatMap(peer -> milliseconds(kernel, peer).stream())
                .min(Comparator.comparingDouble(SamplesByStart::median));
        if (mine.isEmpty()) {
            return new Missing(LargeConvolutions.RATIO, "not measured");
        }
        // The layout that is left may be the slower one.
        if (LargeConvolutions.PEERS.stream().anyMatch(failed::contains)) {
            return new Missing(LargeConvolutions.RATIO, "PyTorch failed");
        }
        return theirs.<Attainment>map(
                        times -> new Measured(LargeConvolutions.RATIO, bootstrap.ratioOfMedians(times, mine.get())))
                .orElseGet(() -> new Missing(LargeConvolutions.RATIO, "PyTorch not built"));
    }

    private static Attainment share(
            ConvolutionShape shape, Optional<KernelResult> kernel, ComparisonRecord record, Bootstrap bootstrap) {
        double wanted = 100 * LargeConvolutions.PEAK_SHARE;
        var mine = milliseconds(kernel, LargeConvolutions.ALGORITHM);
        if (mine.isEmpty()) {
            return new Missing(wanted, "not measured");
        }
        long flops = shape.nominalFlops(kernel.orElseThrow().batchSize());
        return Peak.of(record, kernel.orElseThrow().threads())
                .<Attainment>map(peak -> new Measured(wanted, Peak.share(flops, mine.get(), peak, bootstrap)))
                .orElseGet(() -> new Missing(wanted, "no peak"));
    }

    private static Optional<SamplesByStart> milliseconds(Optional<KernelResult> kernel, String algorithm) {
        return kernel.stream()
                .flatMap(result -> result.algorithms().stream())
                .filter(benchmark -> benchmark.algorithm().equals(algorithm))
                .map(Microbenchmark::forks)
                .map(SamplesByStart::new)
                .findFirst();
    }
}
