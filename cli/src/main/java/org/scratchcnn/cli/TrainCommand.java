package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Dataset;
import org.scratchcnn.Fit;
import org.scratchcnn.History;
import org.scratchcnn.ImageData;
import org.scratchcnn.Initialization;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.reports.chart.HistoryFigure;
import org.scratchcnn.reports.chart.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn train}: a model of one's own. */
@Command(
        name = "train",
        description = "Train a network on images, and save it as a model.",
        footer = {
            "",
            "For example:",
            "  ./cnn train fashion-mnist --epochs 5 --out shoe.safetensors",
            "  ./cnn train --data photos/ --size 64 --network network.json --out photos.safetensors",
            "  ./cnn train cifar-10 --network \"INPUT -> [[CONV -> RELU]*2 -> POOL]*3 -> FC -> RELU -> FC\"",
            "  ./cnn train --data photos/ --resume photos.safetensors",
            "",
            "Ctrl-C ends the training after the batch that it is at, and saves what was learned."
        })
final class TrainCommand implements Callable<Integer> {

    /** What a user does not say otherwise. */
    private static final Fit HELD_BACK = Fit.DEFAULT.validation(0.1);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DATA", description = "The same as --data.")
    private @Nullable String dataName;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--network",
            paramLabel = "FILE|PATTERN|NAME",
            description =
                    "The network as JSON, as a pattern such as \"INPUT -> [CONV -> RELU -> POOL]*3 -> FC\", or by the name that ./cnn summary lists. Default: a small one that suits the data.")
    private @Nullable String network;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images. Default: ${DEFAULT-VALUE}.")
    private int epochs = 10;

    @Mixin
    private FitOptions options = new FitOptions();

    @Option(names = "--seed", paramLabel = "SEED", description = "Of initial weights, dropout and order. Default: 1.")
    private @Nullable Long seed;

    @Option(
            names = "--init",
            paramLabel = "NAME",
            converter = InitNames.class,
            completionCandidates = InitNames.class,
            description =
                    "Distribution of the initial weights, one of ${COMPLETION-CANDIDATES}. Default: pytorch-default.")
    private @Nullable InitSpec init;

    @Option(names = "--zero-last-scales", description = "Begin with residual blocks that are what their shortcuts are.")
    private boolean zeroLastScales;

    @Option(names = "--whiten", description = "Begin with a first convolution that whitens patches of the images.")
    private boolean whiten;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on with a model that was saved by this command, up to so many epochs in all, with the settings that it had.")
    private @Nullable Path resume;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The model's file. Default: the name of the data with .safetensors; when resuming, the same file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var console = Commands.commandLine(spec).getOut();
        try (var resumed = resume == null ? null : Model.load(resume)) {
            var images = data.load(dataName, resumed == null ? Optional.empty() : resumed.input());
            images.skipped().forEach(console::println);
            images.notes().forEach(console::println);
            if (resumed != null) {
                requireSame(resumed);
                train(resumed, images, resumed.settings().orElse(HELD_BACK), console);
            } else {
                try (var model = create(network(images.train()), images.train())) {
                    train(model, images, HELD_BACK, console);
                }
            }
        }
        return 0;
    }

    private Model create(Network network, Dataset train) {
        var begin = Initialization.of(init == null ? InitSpec.PYTORCH_DEFAULT : init);
        var zeroed = zeroLastScales ? begin.zeroLastScales() : begin;
        var whitened = whiten ? zeroed.whitened(train) : zeroed;
        return Commands.wronglyCalledIfIllegal(spec, () -> Model.create(network, seed == null ? 1 : seed, whitened));
    }

    /** What a resumed model has already can't be chosen anew. */
    private void requireSame(Model resumed) throws IOException {
        var spec = resumed.network().spec();
        if (network != null
                && !new NetworkText(network)
                        .read(
                                this.spec,
                                Optional.of(spec.input()),
                                OptionalInt.of(resumed.classNames().size()))
                        .equals(spec)) {
            throw new ParameterException(
                    Commands.commandLine(this.spec),
                    "%s is not the network of %s; leave out --network".formatted(network, resume));
        }
        if (init != null || zeroLastScales || whiten) {
            throw new ParameterException(
                    Commands.commandLine(this.spec),
                    "%s has weights already; leave out --init, --zero-last-scales and --whiten".formatted(resume));
        }
        if (seed != null && seed != resumed.seed()) {
            throw new ParameterException(
                    Commands.commandLine(this.spec),
                    String.format(Locale.ROOT, "The model has the seed %d; leave out --seed", resumed.seed()));
        }
    }

    private Network network(Dataset train) throws IOException {
        return network == null
                ? Network.small(train.shape(), train.outputs())
                : new Network(new NetworkText(network)
                        .read(spec, Optional.of(train.shape()), OptionalInt.of(train.outputs())));
    }

    private void train(Model model, ImageData images, Fit before, PrintWriter console) throws IOException {
        var file = file(images.train());
        int done = model.history().epochs().size();
        if (epochs <= done) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    done == 0
                            ? "Training needs at least 1 epoch, but --epochs asks for " + epochs
                            : String.format(
                                    Locale.ROOT,
                                    "The model has done %d epochs; to go on, ask for more than that with --epochs",
                                    done));
        }
        var fit = Commands.wronglyCalledIfIllegal(
                spec, () -> options.change(before.epochs(epochs - done), images.train(), resume != null, done));
        console.print(model.network().summary());
        console.printf(
                Locale.ROOT,
                "%nTraining on %,d images of %d classes%s, in batches of %d on %d thread%s; %,d others are set apart for testing%n",
                images.train().size(),
                images.train().outputs(),
                fit.validationShare() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %.0f %% of them held back", 100 * fit.validationShare()),
                fit.batchSize(),
                fit.threads(),
                fit.threads() == 1 ? "" : "s",
                images.test().size());
        console.flush();
        requireWritable(file);
        try (var _ = new Interruption(model::stop)) {
            boolean whole = fit(model, images.train(), fit, file, console);
            if (!whole) {
                model.saveCheckpoint(file); // else it was saved after its last epoch
            }
            report(model, images.test(), whole, file, console);
        }
    }

    /** Before a long training: its result must not be lost for a folder that can't be written. */
    private static void requireWritable(Path file) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".cnn", ".tmp"));
        } catch (IOException e) {
            throw new IOException(
                    "%s can't be written: %s; name another file with --out".formatted(file, OneLineErrors.explain(e)),
                    e);
        }
    }

    private static void report(Model model, Dataset test, boolean whole, Path file, PrintWriter console)
            throws IOException {
        console.print(LearningCurve.of(model.history()));
        // Not when interrupted: a JVM that is going down draws nothing.
        if (whole) {
            drawCurves(model.history(), file, console);
            var result = model.evaluate(test);
            console.printf(
                    Locale.ROOT,
                    "Test: loss %.4f, accuracy %.2f %% of %,d images%n",
                    result.loss(),
                    100 * result.accuracy(),
                    result.samples());
        }
        console.printf(Locale.ROOT, "Model: %s%n", file);
        console.printf(
                Locale.ROOT,
                whole
                        ? "Next: ./cnn predict %s IMAGE%n"
                        : "Next: the same command with --resume %s goes on from here%n",
                file);
        console.flush();
    }

    /** As SVG, beside the model. */
    private static void drawCurves(History history, Path file, PrintWriter console) throws IOException {
        if (history.epochs().size() > 1) {
            var name = String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
            var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
            var figures = Stream.concat(
                            Stream.of(HistoryFigure.loss(name, history)),
                            HistoryFigure.accuracy(name, history).stream())
                    .toList();
            for (var figure : figures) {
                var picture = Picture.of(figure.panels().getFirst());
                picture.write(folder, figure.name(), false);
                console.println(
                        picture.failure() == null
                                ? "Curve: " + folder.resolve(figure.name() + ".svg")
                                : picture.failure());
            }
        }
    }

    /** @return whether it was not interrupted */
    private static boolean fit(Model model, Dataset train, Fit fit, Path file, PrintWriter console) {
        int last = model.history().epochs().size() + fit.epochs();
        try (var display = new TrainingDisplay(console, last, () -> model.saveCheckpoint(file))) {
            return model.fit(train, _ -> fit.listener(display)).epochs().size() == last;
        }
    }

    /** Where the model goes; what is there already is not lost. */
    private Path file(Dataset train) {
        if (out == null && resume != null) {
            return resume;
        }
        var file = out == null ? Path.of(train.source().name() + ".safetensors") : out;
        if (file.toString().isBlank()) {
            throw new ParameterException(Commands.commandLine(spec), "Name a file with --out");
        }
        if (Files.exists(file) && !file.equals(resume)) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    file + " is there already: go on training it with --resume, or name another file with --out");
        }
        return file;
    }
}
