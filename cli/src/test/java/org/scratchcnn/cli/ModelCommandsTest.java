package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.Schedule;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ScheduleSpec;

/** Training a model of one's own on the command line, and asking it. */
class ModelCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    private Path photos = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void drawImages() throws IOException {
        photos = folder.resolve("photos");
        model = folder.resolve("model.safetensors");
        DrawnPhotos.into(photos);
    }

    private CommandResult train(String... more) {
        var arguments = new ArrayList<>(List.of(
                "train",
                "--data",
                photos.toString(),
                "--size",
                "8",
                "--batch",
                "4",
                "--validation",
                "0",
                "--threads",
                "1",
                "--rate",
                "0.01",
                "--out",
                model.toString()));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray(String[]::new));
    }

    @Test
    void trainsSavesEvaluatesAndPredicts() {
        var trained = train("--epochs", "4");

        assertThat(trained.errors()).isEmpty();
        assertThat(trained.exitCode()).isZero();
        assertThat(trained.output())
                .contains(
                        "Conv2d(3→16, 3×3, padding 1)",
                        "Training on 20 images of 2 classes, in batches of 4 on 1 thread")
                .containsPattern("(?m)^epoch 4/4  loss \\d\\.\\d{4}  accuracy +\\d+\\.\\d %  .* images/s  0:00$")
                .contains("Test: loss ", "accuracy 100.00 % of 4 images", "Model: " + model);

        var evaluated = CommandResult.of("evaluate", model.toString(), "--data", photos.toString());
        assertThat(evaluated.output())
                .startsWith("4 images of photos that were set apart for testing: loss ")
                .contains("accuracy 100.00 %", "Precision", "1 green", "2 red");
        assertThat(CommandResult.of("evaluate", model.toString(), "--data", photos.toString(), "--json")
                        .output())
                .contains("\"confusion\":[[2,0],[0,2]]");

        var predicted = CommandResult.of(
                "predict", model.toString(), photos.resolve("red").toString());
        assertThat(predicted.exitCode()).isZero();
        assertThat(predicted.output().lines()).hasSize(12 * 3);
        assertThat(predicted.output()).containsPattern("0\\.png\n +\\d+\\.\\d %  █+░*  red\n +\\d");

        var listed = CommandResult.of("models", model.toString());
        assertThat(listed.output()).contains("small-cnn", "[3, 8, 8]", "photos");
    }

    @Test
    void goesOnWithASavedModelUpToSoManyEpochsInAll() throws IOException {
        train("--epochs", "1");

        var resumed = CommandResult.of(
                "train", photos.toString(), "--resume", model.toString(), "--epochs", "3", "--threads", "2");

        assertThat(resumed.errors()).isEmpty();
        assertThat(resumed.output()).contains("epoch 2/3", "epoch 3/3").doesNotContain("epoch 1/3");
        try (var loaded = Model.load(model)) {
            assertThat(loaded.history().epochs()).hasSize(3);
        }
        assertThat(CommandResult.of("train", photos.toString(), "--resume", model.toString(), "--epochs", "3")
                        .errors())
                .contains("The model has done 3 epochs; to go on, ask for more than that with --epochs");
    }

    @Test
    void anotherRateKeepsTheOptimizerThatTheModelWasTrainedWith() throws IOException {
        train("--epochs", "1", "--optimizer", "nesterov");

        CommandResult.of("train", photos.toString(), "--resume", model.toString(), "--epochs", "2", "--rate", "0.001");

        try (var loaded = Model.load(model)) {
            assertThat(loaded.settings().orElseThrow().optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.001, 0.9, true));
        }
    }

    @Test
    void takesDecayFrozenLayersAndGhostBatches() throws IOException {
        assertThat(train("--epochs", "1", "--freeze", "99").errors())
                .contains("small-cnn has no layer at \"99\"; its layers are at [0, 1");
        train("--epochs", "1", "--optimizer", "adamw", "--decay", "0.1", "--freeze", "0", "--ghost-batch", "2");

        try (var loaded = Model.load(model)) {
            var settings = loaded.settings().orElseThrow();
            assertThat(settings.optimizer()).isEqualTo(OptimizerSpec.adam(0.01));
            assertThat(settings.decay()).isEqualTo(new DecaySpec.Decoupled(0.1));
            assertThat(settings.groups().over(new Schedule.Span(0, 1, 1)))
                    .containsExactly(ParameterGroup.ofLayers("0").frozen());
            assertThat(settings.statistics()).isEqualTo(new BatchStatisticsSpec.GhostBatch(2));
        }
    }

    @Test
    void freezesLayersUntilOrFromAnEpochOfAllThatAreTrained() throws IOException {
        train("--epochs", "3", "--freeze", "0", "--freeze-until", "2");
        var stem = ParameterGroup.ofLayers("0");
        assertThat(groups()).containsExactly(stem.frozenUntil(2 * 5));

        assertThat(resume("--freeze", "0", "--freeze-from", "3").errors())
                .contains("--freeze-from must name one of the epochs 4 to 5, which are trained, but names 3");
        resume("--freeze", "0", "--freeze-from", "5");
        assertThat(groups()).containsExactly(stem.frozenFrom(5));
    }

    @Test
    void refusesToFreezeInEpochsThatAreNotTrained() {
        for (var epoch : List.of("0", "3")) {
            assertThat(train("--epochs", "2", "--freeze", "0", "--freeze-until", epoch)
                            .onlyError())
                    .contains(
                            "--freeze-until must name one of the epochs 1 to 2, which are trained, but names " + epoch);
        }
        assertThat(train("--epochs", "2", "--freeze-from", "1").onlyError()).contains("Name the layers with --freeze");
        assertThat(train("--epochs", "2", "--freeze", "0", "--freeze-from", "2", "--freeze-until", "1")
                        .onlyError())
                .contains("Take --freeze-until or --freeze-from, not both");
    }

    private CommandResult resume(String... more) {
        var arguments = new ArrayList<>(
                List.of("train", photos.toString(), "--resume", model.toString(), "--epochs", "5", "--threads", "1"));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray(String[]::new));
    }

    private List<ParameterGroup> groups() throws IOException {
        try (var loaded = Model.load(model)) {
            return loaded.settings().orElseThrow().groups().over(new Schedule.Span(0, 1, 1));
        }
    }

    @Test
    void changesTheRateAsTheScheduleThatIsNamedAndAverages() throws IOException {
        train("--epochs", "2", "--schedule", "one-cycle", "--warm-up", "0.4", "--average", "0.9");

        try (var loaded = Model.load(model)) {
            assertThat(loaded.settings().orElseThrow().averaging().apply(0))
                    .isEqualTo(new AveragingSpec.ExponentialMovingAverage(0.9));
            var schedule = loaded.settings().orElseThrow().schedule().over(new Schedule.Span(0, 0, 1));
            assertThat(schedule)
                    .isEqualTo(new ScheduleSpec.WarmUp(
                            2, 0.01, new ScheduleSpec.OneCycle(8, 0.3, 25, 1e4, ScheduleSpec.Annealing.COSINE)));
        }
        assertThat(CommandResult.of(
                                "train",
                                photos.toString(),
                                "--resume",
                                model.toString(),
                                "--epochs",
                                "3",
                                "--warm-up",
                                "1")
                        .errors())
                .contains("--warm-up would put another schedule in the place of the model's; name it with --schedule");
    }

    @Test
    void beginsWithTheWeightsThatAreAskedFor() {
        train("--epochs", "1", "--init", "dirac", "--whiten");

        assertThat(CommandResult.of(
                                "train", photos.toString(), "--resume", model.toString(), "--epochs", "2", "--whiten")
                        .errors())
                .contains("has weights already; leave out --init, --zero-last-scales and --whiten");
        assertThat(CommandResult.of("train", photos.toString(), "--init", "he").onlyError())
                .contains("there is no distribution \"he\"; there are: he-normal, ");
        assertThat(CommandResult.of(
                                "train", photos.toString(), "--size", "8", "--out", model + "2", "--zero-last-scales")
                        .onlyError())
                .contains("has no residual block whose body ends in a batch normalization with a scale");
    }

    @Test
    void keepsAModelThatIsThereAlready() throws IOException {
        Files.writeString(model, "precious");

        var result = train("--epochs", "1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).contains(model + " is there already: go on training it with --resume");
        assertThat(model).hasContent("precious");
    }

    @Test
    void trainsANetworkThatIsDescribedInAFile() throws IOException {
        var network = folder.resolve("tiny.json");
        Files.writeString(network, """
                {
                  "layers": [
                    "flatten",
                    { "type": "dense", "outputs": 2 }
                  ]
                }
                """);

        var result = train("--epochs", "1", "--network", network.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).startsWith("tiny\n").contains("Dense(192→2)");
    }

    @Test
    void saysInOneLineWhatIsWrongWithAnImageAndGoesOnWithTheOthers() throws IOException {
        train("--epochs", "1");
        var broken = folder.resolve("text.png");
        Files.writeString(broken, "no image");

        var result = CommandResult.of(
                "predict",
                model.toString(),
                broken.toString(),
                photos.resolve("red/0.png").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines()).hasSize(1);
        assertThat(result.errors()).startsWith("cnn: " + broken);
        assertThat(result.output()).contains("0.png");
    }

    @Test
    void looksIntoAModel() {
        train("--epochs", "2");
        var page = folder.resolve("look/into.html");

        var inspected = CommandResult.of(
                "inspect",
                model.toString(),
                photos.resolve("red/0.png").toString(),
                "--data",
                photos.toString(),
                "--out",
                page.toString());

        assertThat(inspected.errors()).isEmpty();
        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.output()).endsWith("Page: " + page + System.lineSeparator());
        assertThat(page).content().contains("Learning curve", "Filters", "Activations", "0.png", "Mistakes");
        assertThat(page.getParent())
                .isDirectoryContaining("glob:**/into-curve-loss.svg")
                .isDirectoryContaining("glob:**/into-curve-accuracy.svg")
                .isDirectoryContaining("glob:**/into-filters.png")
                .isDirectoryContaining("glob:**/into-activations.png")
                .isDirectoryContaining("glob:**/into-mistakes.png");
    }

    @Test
    void showsOnlyWhatOfAModelIsAskedFor() {
        train("--epochs", "1");

        var inspected = CommandResult.of("inspect", model.toString(), "--filters");

        assertThat(inspected.output())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "Picture: %s%nPage: %s%n",
                        folder.resolve("model-filters.png"),
                        folder.resolve("model.html")));
        assertThat(folder.resolve("model.html")).content().contains("Filters").doesNotContain("Learning curve");
    }

    @Test
    void saysInOneLineWhatOfAModelCanNotBeShown() throws IOException {
        var flat = folder.resolve("flat.safetensors");
        try (var untrained = Model.create(Network.of(features(2), dense(2)))) {
            untrained.save(flat);
        }
        train("--epochs", "1");
        var text = Files.writeString(folder.resolve("text.png"), "no image");

        assertThat(CommandResult.of("inspect", flat.toString(), "--filters").onlyError())
                .isEqualTo("cnn: " + flat + " has no filters: its network, network, has no convolution");
        assertThat(CommandResult.of("inspect", flat.toString(), "--curve").onlyError())
                .contains("has no learning curve");
        assertThat(CommandResult.of("inspect", flat.toString()).onlyError()).contains("has nothing to see");
        assertThat(CommandResult.of("inspect", flat.toString(), text.toString()).onlyError())
                .contains("was not trained on images");
        assertThat(CommandResult.of("inspect", model.toString(), "--activations")
                        .onlyError())
                .contains("Name an image");
        assertThat(CommandResult.of("inspect", model.toString(), text.toString())
                        .onlyError())
                .isEqualTo("cnn: " + text + " is no PNG, JPEG, GIF or BMP");
        assertThat(CommandResult.of("inspect", model.toString(), "--out", model.toString())
                        .onlyError())
                .contains("--out names a page");
        assertThat(CommandResult.of("inspect", model.toString(), "--mistakes").onlyError())
                .contains("The model was trained on \"photos\", which is not here: name the data with --data");
        assertThat(folder.resolve("model.html")).doesNotExist();
    }

    @Test
    void refusesWhatIsWronglyAskedInOneLine() {
        assertThat(CommandResult.of("train").onlyError()).contains("Name the data: a published set");
        assertThat(CommandResult.of("train", "nothing-of-the-kind").onlyError())
                .contains(
                        "There is no folder and no set \"nothing-of-the-kind\"; the sets are mnist, fashion-mnist, cifar-10");
        var data = photos.toString();
        assertThat(CommandResult.of("train", data, "--size", "8", "--rate", "0").onlyError())
                .contains("The learning rate must be positive and finite, but is 0.0");
        assertThat(CommandResult.of("train", data, "--size", "8", "--batch", "500")
                        .errors())
                .isEqualTo(
                        "cnn: Batches of 500 samples are larger than the data, which have 18 to train on; take smaller ones\n");
        assertThat(CommandResult.of("train", data, "--size", "x").onlyError())
                .contains("a size is a number such as 64");
        assertThat(CommandResult.of("train", data).onlyError()).contains("differ in size");
        assertThat(CommandResult.of("evaluate", photos.resolve("red/0.png").toString())
                        .onlyError())
                .contains("0.png");
    }
}
