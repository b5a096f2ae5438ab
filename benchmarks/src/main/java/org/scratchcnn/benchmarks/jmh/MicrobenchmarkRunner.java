package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.benchmarks.jmh.ConvolutionBenchmark.Pass;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.core.spec.Conv2d;
import org.scratchcnn.core.spec.ResolvedLayer;
import org.scratchcnn.core.spec.Shape;

/** Runs a set of microbenchmarks, each fork in a JVM of its own, and turns JMH's results into records. */
public final class MicrobenchmarkRunner {

    private final Path log;

    /** A runner that leaves JMH's own output in {@code log}. */
    public MicrobenchmarkRunner(Path log) {
        this.log = log;
    }

    /**
     * Runs all benchmarks of the set.
     *
     * @throws IllegalStateException if a benchmark fails; JMH's log says why
     * @throws IOException if the log can't be written
     */
    public List<Microbenchmark> run(MicrobenchmarkSet set) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var options = new OptionsBuilder()
                .include(ConvolutionBenchmark.class.getName())
                .param("layer", set.layers().toArray(String[]::new))
                .param("algorithm", set.algorithms().stream().map(Enum::name).toArray(String[]::new))
                .forks(set.forks())
                .warmupIterations(set.warmupIterations())
                .warmupTime(TimeValue.milliseconds(set.warmupMilliseconds()))
                .measurementIterations(set.measurementIterations())
                .measurementTime(TimeValue.milliseconds(set.measurementMilliseconds()))
                .threads(1)
                .shouldFailOnError(true)
                .jvmArgsAppend(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx1g",
                        "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0")
                .output(log.toString())
                .build();
        Collection<RunResult> results;
        try {
            results = new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("A microbenchmark failed; JMH's output in %s says why".formatted(log), e);
        }
        return results.stream().map(MicrobenchmarkRunner::record).toList();
    }

    private static Microbenchmark record(RunResult result) {
        var params = result.getParams();
        var layer = ConvolutionWorkload.convolution(params.getParam("layer"));
        return new Microbenchmark(
                "conv2d",
                describe(params.getParam("layer"), layer),
                Pass.valueOf(params.getParam("pass")).title(),
                params.getParam("algorithm"),
                ConvolutionBenchmark.IMAGES,
                params.getThreads(),
                2 * layer.forwardMacs() * ConvolutionBenchmark.IMAGES,
                forks(result),
                protocol(params));
    }

    private static List<List<Double>> forks(RunResult result) {
        var forks = new ArrayList<List<Double>>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            forks.add(fork.getIterationResults().stream()
                    .map(IterationResult::getPrimaryResult)
                    .map(primary -> primary.getScore())
                    .toList());
        }
        return forks;
    }

    /** For example {@code cifar-cnn/3 32→64 3×3 @16×16}; without a path where the name is the shape. */
    private static String describe(String name, ResolvedLayer layer) {
        var conv = (Conv2d) layer.spec();
        var input = (Shape.Image) layer.input();
        var shape = "%d→%d %s @%d×%d"
                .formatted(
                        conv.inChannels(), conv.outChannels(), conv.window().kernel(), input.height(), input.width());
        return name.equals(shape) ? shape : name + " " + shape;
    }

    private static String protocol(BenchmarkParams params) {
        return String.format(
                Locale.ROOT,
                "JMH, average time, %d forks, %d × %s warm-up, %d × %s measured, %d thread",
                params.getForks(),
                params.getWarmup().getCount(),
                params.getWarmup().getTime(),
                params.getMeasurement().getCount(),
                params.getMeasurement().getTime(),
                params.getThreads());
    }
}
