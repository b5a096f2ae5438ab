package org.scratchcnn.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code ./cnn} command. */
@Command(
        name = "cnn",
        description = "Convolutional neural networks in plain Java, measured side by side with reference engines.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            ModelsCommand.class,
            CheckCommand.class,
            SummaryCommand.class,
            DataCommand.class,
            CompareCommand.class,
            BenchCommand.class,
            ParityCommand.class,
            GateCommand.class,
            ReportCommand.class,
            ReplayCommand.class,
            ExpectationsCommand.class,
            ReferencePointsCommand.class
        })
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    /** Starts the command and exits with its status: 0 done, 1 could not be done, 2 wrongly called. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    private static int execute(String[] args) {
        try {
            return commandLine().execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "cnn: There is not enough memory (" + e.getMessage()
                            + "): take smaller images, a smaller network or smaller batches, or give the JVM more with CNN_JAVA_OPTS=-Xmx8g");
            return 1;
        }
    }

    static CommandLine commandLine() {
        return commandLine(CommandLine.defaultFactory());
    }

    /** The command line with commands that this factory makes. */
    static CommandLine commandLine(IFactory commands) {
        var errors = new OneLineErrors();
        var main = new CommandLine(new Main(), commands)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(28);
        BenchCommand.describe(Objects.requireNonNull(main.getSubcommands().get("bench"), "registered above"));
        return main;
    }

    @Override
    public void run() {
        var commandLine = Commands.commandLine(spec);
        throw new ParameterException(commandLine, "Name a command: " + Commands.subcommands(commandLine));
    }
}
