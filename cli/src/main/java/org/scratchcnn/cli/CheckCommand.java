package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Dataset;
import org.scratchcnn.ImageData;
import org.scratchcnn.ImageInput;
import org.scratchcnn.Model;
import org.scratchcnn.check.Check;
import org.scratchcnn.check.Check.Status;
import org.scratchcnn.check.Checkup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn check}: why a network does not learn. */
@Command(
        name = "check",
        description = {
            "Find why a network does not learn: gradients, scale of inputs and layers, the loss at the start, the learning rate, whether it can learn a single batch, and whether labels belong to their samples.",
            "",
            "Without data, random numbers take their place, and what concerns data is left out."
        },
        footer = {
            "",
            "For example:",
            "  ./cnn check network.json --data photos/ --size 64 --rate 0.01",
            "",
            "Exit status: 0 if no fault was found, 1 if one was, or the check could not be done, 2 if wrongly called."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NETWORK|MODEL",
            description =
                    "A network as JSON, as a pattern or by the name that ./cnn summary lists, or a model that ./cnn train wrote, whose name ends in .safetensors.")
    private String checked = "";

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--optimizer", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}. Default: adam.")
    private Optimizer optimizer = Optimizer.ADAM;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Learning rate to be checked. Default: 0.001 for adam, else 0.01.")
    private @Nullable Double rate;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Of initial weights and of what is drawn. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        var chosen = Commands.wronglyCalledIfIllegal(
                spec, () -> rate == null ? optimizer.usual() : optimizer.usual().withLearningRate(rate));
        var checks = checkup().withOptimizer(chosen).run();
        var commandLine = Commands.commandLine(spec);
        var out = commandLine.getOut();
        checks.forEach(check -> out.println(line(check, commandLine)));
        out.println(summary(checks));
        out.flush();
        return count(checks, Status.FAULT) == 0 ? 0 : 1;
    }

    private Checkup checkup() throws IOException {
        if (checked.toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
            try (var model = Model.load(Path.of(checked))) {
                var samples = samples(model.input());
                var checkup = Checkup.of(model, seed);
                return samples.map(checkup::withData).orElse(checkup);
            }
        }
        var samples = samples(Optional.empty());
        var classes = samples.map(found -> OptionalInt.of(found.outputs())).orElse(OptionalInt.empty());
        var network = new NetworkText(checked).read(spec, samples.map(Dataset::shape), classes);
        var checkup = Checkup.of(network, seed);
        return samples.map(checkup::withData).orElse(checkup);
    }

    /** Those to train on, where the user named data. */
    private Optional<Dataset> samples(Optional<ImageInput> like) {
        return data.name().map(name -> data.load(name, like)).map(ImageData::train);
    }

    private static String line(Check check, CommandLine commandLine) {
        var mark = switch (check.status()) {
            case FINE -> "@|green ✓ fine   |@";
            case WARNING -> "@|yellow ! warning|@";
            case FAULT -> "@|bold,red ✗ fault  |@";
        };
        return String.format(
                Locale.ROOT,
                "%s  %-17s  %s%s",
                commandLine.getColorScheme().ansi().string(mark),
                check.subject().title(),
                check.place().isEmpty() ? "" : check.place() + ": ",
                check.finding());
    }

    private static String summary(List<Check> checks) {
        long faults = count(checks, Status.FAULT);
        long warnings = count(checks, Status.WARNING);
        return String.format(
                Locale.ROOT,
                "%s, %s.",
                faults == 0 ? "No fault" : faults == 1 ? "1 fault" : faults + " faults",
                warnings == 0 ? "no warning" : warnings == 1 ? "1 warning" : warnings + " warnings");
    }

    private static long count(List<Check> checks, Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
