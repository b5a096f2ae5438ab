package org.scratchcnn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.Model;

/** The archive that the build makes, unpacked in an empty folder, without Maven or a checkout. */
class ArchiveIT {

    @TempDir
    private Path folder = Path.of("");

    private record Result(int exitCode, String output) {}

    @Test
    void trainsEvaluatesAndPredicts() throws IOException, InterruptedException {
        unpack();
        DrawnPhotos.into(folder.resolve("photos"));

        var trained = cnn("train", "photos", "--size", "8", "--batch", "4", "--epochs", "2", "--out", "m.safetensors");
        assertThat(trained.output()).contains("epoch 2/2", "Model: m.safetensors");
        assertThat(trained.exitCode()).isZero();

        assertThat(cnn("evaluate", "m.safetensors", "--data", "photos").output())
                .contains("4 images of photos that were set apart for testing");
        assertThat(cnn("predict", "m.safetensors", "photos/red/0.png").output()).contains(" %  ", "red", "green");
        assertThat(cnn("models", "no.safetensors")).isEqualTo(new Result(1, "cnn: There is no file no.safetensors\n"));
    }

    @Test
    void savesWhatWasLearnedWhenItIsInterruptedAndGoesOnFromThere() throws IOException, InterruptedException {
        unpack();
        DrawnPhotos.into(folder.resolve("photos"));
        var process =
                start("train", "photos", "--size", "8", "--batch", "4", "--epochs", "100000", "--out", "m.safetensors");
        try (var output = process.inputReader(UTF_8)) {
            var line = output.readLine();
            while (line != null && !line.startsWith("epoch 2/")) {
                line = output.readLine();
            }
            assertThat(line).as("the second epoch").isNotNull();

            process.toHandle().destroy(); // the process itself would close its output too

            assertThat(output.lines().toList())
                    .contains(
                            "Model: m.safetensors",
                            "Next: the same command with --resume m.safetensors goes on from here");
        }
        process.waitFor();
        int done;
        try (var model = Model.load(folder.resolve("m.safetensors"))) {
            done = model.history().epochs().size();
        }
        assertThat(done).isGreaterThanOrEqualTo(2);
        var next = Integer.toString(done + 1);
        assertThat(cnn("train", "photos", "--resume", "m.safetensors", "--epochs", next)
                        .output())
                .contains("epoch " + next + "/" + next);
    }

    private void unpack() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "scratch-cnn-*-bin.zip")) {
            var archive = files.iterator().next();
            try (var zip = new ZipFile(archive.toFile())) {
                for (var entry :
                        zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                    var name = Path.of(entry.getName());
                    var place = folder.resolve(name.subpath(1, name.getNameCount()));
                    Files.createDirectories(place.getParent());
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, place);
                    }
                }
            }
        }
        assertThat(folder.resolve("bin/cnn").toFile().setExecutable(true)).isTrue();
    }

    private Result cnn(String... arguments) throws IOException, InterruptedException {
        var process = start(arguments);
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(
                process.waitFor(), output.replace("WARNING: Using incubator modules: jdk.incubator.vector\n", ""));
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(folder.resolve("bin/cnn").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }
}
