package org.scratchcnn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cnn bench}: JMH microbenchmarks. */
@Command(
        name = "bench",
        description = "Run JMH microbenchmarks of the scratch kernels and print milliseconds, GFLOP/s and ratios.")
final class BenchCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "SET",
            completionCandidates = SetNames.class,
            description = "What to run: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String set = "convolutions";

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    @Override
    public Integer call() throws IOException {
        var chosen = Commands.wronglyCalledIfIllegal(spec, () -> MicrobenchmarkSet.named(set));
        measuring.measure(new ComparisonPlan(List.of(), Optional.of(chosen)), "bench-" + set, false);
        return 0;
    }

    /** For completion and help. */
    static final class SetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SetNames() {
            super(Arrays.stream(MicrobenchmarkSet.values())
                    .map(MicrobenchmarkSet::title)
                    .toList());
        }
    }
}
