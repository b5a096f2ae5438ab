package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.scratchcnn.reports.chart.BarChart.Bar;
import org.scratchcnn.reports.chart.BarChart.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;

/** One algorithm beside the other on the same work, a chart for each pass, on a logarithmic axis. */
public final class AlgorithmFigure {

    private static final int WIDTH = 440;
    /** Algorithms have the colours of the engines that run on them: scratch, scratch-direct, scratch-im2col, scratch-naive. */
    private static final List<String> ENGINE_ORDER =
            List.of("WINOGRAD", "DIRECT", "IM2COL", "NAIVE", "DIRECT_SCALAR", "IM2COL_SCALAR", "AUTO");

    private AlgorithmFigure() {}

    /** The figure; empty if there are no microbenchmarks. */
    public static Optional<Figure> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        SequencedMap<String, List<Group>> charts = new LinkedHashMap<>();
        kernels.forEach(kernel -> charts.computeIfAbsent("Convolution, " + kernel.pass(), _ -> new ArrayList<>())
                .add(group(kernel, bootstrap)));
        return BarChart.figure(
                "convolution-algorithms",
                "Median%s, and the speed-up over " + KernelResult.BASELINE + "; shorter is faster.",
                "ms per operation",
                false,
                WIDTH,
                charts);
    }

    private static Group group(KernelResult kernel, Bootstrap bootstrap) {
        return new Group(
                "%s, batch %s".formatted(kernel.workload(), Numbers.count(kernel.batchSize())),
                kernel.algorithms().stream()
                        .map(benchmark -> {
                            var time = bootstrap.median(KernelResult.times(benchmark));
                            var speedUp = kernel.speedUp(benchmark, bootstrap)
                                    .map(ratio -> ", " + Numbers.significant(ratio.value()) + " ×");
                            return new Bar(
                                    benchmark.algorithm(),
                                    Math.max(0, ENGINE_ORDER.indexOf(benchmark.algorithm())),
                                    time,
                                    Numbers.significant(time.value()) + " ms" + speedUp.orElse(""));
                        })
                        .toList());
    }
}
