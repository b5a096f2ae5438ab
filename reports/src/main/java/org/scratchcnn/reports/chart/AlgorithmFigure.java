package org.scratchcnn.reports.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scratchcnn.reports.chart.BarChart.Bar;
import org.scratchcnn.reports.chart.BarChart.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.record.Microbenchmark;

/** One algorithm beside the other on the same work, a chart for each pass, on a logarithmic axis. */
public final class AlgorithmFigure {

    private static final int WIDTH = 440;
    /** Algorithms have the colours of the engines that run on them: scratch, scratch-direct, scratch-im2col, scratch-naive. */
    private static final List<String> ENGINE_ORDER =
            List.of("WINOGRAD", "DIRECT", "IM2COL", "NAIVE", "DIRECT_SCALAR", "IM2COL_SCALAR", "AUTO");

    private AlgorithmFigure() {}

    /** The figure; empty if there are no microbenchmarks. */
    public static Optional<Figure> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        if (kernels.isEmpty()) {
            return Optional.empty();
        }
        var algorithms = kernels.stream()
                .flatMap(kernel -> kernel.algorithms().stream())
                .map(Microbenchmark::algorithm)
                .distinct()
                .toList();
        Map<String, List<Group>> groups = kernels.stream()
                .collect(Collectors.groupingBy(
                        KernelResult::pass,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                kernel -> new Group(title(kernel), bars(kernel, algorithms, bootstrap)),
                                Collectors.toList())));
        // The same axis in every chart, so that passes can be compared too.
        var all = groups.values().stream().flatMap(List::stream).toList();
        return Optional.of(new Figure(
                "convolution-algorithms",
                "Mean%s, and the speed-up over %s; shorter is faster."
                        .formatted(BarChart.intervals(all), KernelResult.BASELINE),
                groups.entrySet().stream()
                        .map(pass -> BarChart.of(
                                "Convolution, " + pass.getKey(),
                                "ms per operation",
                                pass.getValue(),
                                all,
                                false,
                                WIDTH))
                        .toList()));
    }

    private static String title(KernelResult kernel) {
        return "%s, batch %s".formatted(kernel.workload(), Numbers.count(kernel.batchSize()));
    }

    private static List<Bar> bars(KernelResult kernel, List<String> algorithms, Bootstrap bootstrap) {
        return kernel.algorithms().stream()
                .map(benchmark -> {
                    var time = KernelResult.milliseconds(benchmark, bootstrap);
                    return new Bar(
                            benchmark.algorithm(),
                            colorIndex(benchmark.algorithm(), algorithms),
                            time,
                            Numbers.significant(time.value()) + " ms" + speedUp(kernel, benchmark, bootstrap));
                })
                .toList();
    }

    private static int colorIndex(String algorithm, List<String> algorithms) {
        int known = ENGINE_ORDER.indexOf(algorithm);
        return known >= 0 ? known : ENGINE_ORDER.size() + algorithms.indexOf(algorithm);
    }

    private static String speedUp(KernelResult kernel, Microbenchmark benchmark, Bootstrap bootstrap) {
        return kernel.speedUp(benchmark, bootstrap)
                .map(ratio -> ", " + Numbers.significant(ratio.value()) + " ×")
                .orElse("");
    }
}
