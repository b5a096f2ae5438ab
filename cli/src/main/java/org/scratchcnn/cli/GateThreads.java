package org.scratchcnn.cli;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.core.engine.EngineOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many threads forks get. */
final class GateThreads {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each fork. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    int count() {
        return Commands.wronglyCalledIfIllegal(spec, () -> new EngineOptions(threads))
                .threads();
    }
}
