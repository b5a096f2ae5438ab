package org.scratchcnn.cli;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many threads each process that is measured gets: an engine, or a fork of the gate. */
final class EngineThreads {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of each process that is measured. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** What users can choose of the engines. */
    EngineOptions options() {
        return Commands.wronglyCalledIfIllegal(spec, () -> new EngineOptions(threads));
    }
}
