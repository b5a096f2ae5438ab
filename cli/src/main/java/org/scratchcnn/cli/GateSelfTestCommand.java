package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.ForkProcess;
import org.scratchcnn.benchmarks.gate.Gate;
import org.scratchcnn.benchmarks.gate.SelfTest;
import org.scratchcnn.reports.table.ConsoleTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cnn gate self-test}: how often the gate is wrong on this machine. */
@Command(
        name = "self-test",
        description = {
            "Compare this version with itself, unchanged and with planted slowdowns, and count what the gate says.",
            "",
            "A slowdown is planted by a busy-wait inside the clock, in proportion to each operation's own time."
        })
final class GateSelfTestCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "How long at most; no comparison begins that might take longer than is left. Default: ${DEFAULT-VALUE}.")
    private int minutes = 45;

    @Option(
            names = "--slowdowns",
            paramLabel = "PERCENT",
            split = ",",
            description = "To plant in turn, in per cent; 0 for none. Default: 0,5,10,20.")
    private List<Double> slowdowns = List.of(0.0, 5.0, 10.0, 20.0);

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the record goes, into its folder self-test. Default: target/gate.")
    private @Nullable Path out;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var time = Commands.wronglyCalledIfIllegal(spec, () -> GateCommand.time(minutes));
        if (slowdowns.isEmpty() || slowdowns.stream().anyMatch(percent -> !(percent >= 0 && percent <= 1_000))) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    "--slowdowns takes per cent from 0 to 1000, but was given " + slowdowns);
        }
        var folder = out == null ? GateCommand.defaultFolder() : out;
        var file = folder.resolve("self-test").resolve(Commands.timestamp() + ".json");
        var commandLine = Commands.commandLine(spec);
        var selfTest = new SelfTest(
                        Commands.typed(spec),
                        Commands.home(),
                        slowdowns.stream().map(percent -> percent / 100).toList(),
                        time,
                        file,
                        new Gate(threads.options().threads(), commandLine.getErr()::println),
                        ForkProcess.starter(System.getProperty("java.class.path")))
                .run();
        var console = commandLine.getOut();
        console.print(ConsoleTable.render(selfTest.table()));
        console.println("Record: " + file);
        console.flush();
        return 0;
    }
}
