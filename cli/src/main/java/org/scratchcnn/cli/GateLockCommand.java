package org.scratchcnn.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.NumericsLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./cnn gate lock}: writes {@code numerics.lock} anew. */
@Command(
        name = "lock",
        description = {
            "Write numerics.lock anew: parameters, multiply-accumulates and the bits of the first training losses, which the gate holds heads to.",
            "",
            "For an honest change of what is computed, in a commit of its own. Written are this machine's vectors and smaller ones, with this JDK."
        })
final class GateLockCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var file = NumericsLock.write(Commands.home(), threads.options().threads());
        var console = Commands.commandLine(spec).getOut();
        console.println("Written: " + file);
        console.flush();
        return 0;
    }
}
