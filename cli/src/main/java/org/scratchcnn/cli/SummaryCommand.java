package org.scratchcnn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Fit;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.NetworkSummary;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.train.ScratchEngines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn summary}: what a network is made of. */
@Command(
        name = "summary",
        description =
                "Print a network's layers with shapes, parameters, multiply-accumulates and memory, and what the engine scratch would hold in training.")
final class SummaryCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NETWORK",
            arity = "0..1",
            completionCandidates = NetworkNames.class,
            description =
                    "One of ${COMPLETION-CANDIDATES}, or a file NAME.json with a network of one's own, or a pattern such as \"INPUT(1, 28, 28) -> CONV -> RELU -> FC(10)\", each with its input; all those named here in brief if left out.")
    private @Nullable String network;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples in a training step. Default: as in its task; of a file, 32.")
    private @Nullable Integer batch;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that train. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        var out = Commands.commandLine(spec).getOut();
        if (network == null) {
            for (var known : Zoo.networks()) {
                var resolved = known.resolve();
                out.printf(
                        Locale.ROOT,
                        "%-20s %-12s %,10d parameters  %,12d MACs%n",
                        known.name(),
                        known.input(),
                        resolved.parameterCount(),
                        resolved.forwardMacs());
            }
        } else {
            var chosen = new NetworkText(network).read(spec, Optional.empty(), OptionalInt.empty());
            out.print(NetworkSummary.of(chosen.resolve(), memory(chosen)));
        }
        out.flush();
        return 0;
    }

    private MemoryPlan memory(NetworkSpec chosen) {
        var task = Tasks.all().stream()
                .map(TaskSpec::training)
                .filter(training -> training.network().equals(chosen))
                .findFirst()
                .orElseGet(() -> TrainingSpec.of(chosen, Fit.DEFAULT.optimizer(), Fit.DEFAULT.batchSize(), 1));
        return Commands.wronglyCalledIfIllegal(
                spec,
                () -> ScratchEngines.lanes()
                        .memory(batch == null ? task : task.withBatchSize(batch), new EngineOptions(threads)));
    }

    /** For completion and help. */
    static final class NetworkNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        NetworkNames() {
            super(Zoo.networks().stream().map(NetworkSpec::name).collect(Collectors.toList()));
        }
    }
}
