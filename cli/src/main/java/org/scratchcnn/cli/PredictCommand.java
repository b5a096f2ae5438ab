package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Model;
import org.scratchcnn.Prediction;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.datasets.user.ImageFolder;
import org.scratchcnn.json.RecordJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn predict}: what a model says of images. */
@Command(name = "predict", description = "Say what a model takes images for: its three most probable classes.")
final class PredictCommand implements Callable<Integer> {

    private static final int MOST_CANDIDATES = 3;
    private static final int BAR = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A file that ./cnn train wrote.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE|FOLDER",
            description = "PNG, JPEG, GIF or BMP files, and folders that hold some.")
    private List<Path> images = List.of();

    @Option(names = "--json", description = "Print one JSON object an image, a line each.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var commandLine = Commands.commandLine(spec);
        var out = commandLine.getOut();
        int failed = 0;
        try (var model = Model.load(file)) {
            for (var image : files()) {
                try {
                    print(out, image, model.predict(image));
                } catch (DataException e) {
                    out.flush();
                    OneLineErrors.print(commandLine, String.valueOf(e.getMessage()));
                    failed++;
                }
            }
        }
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        for (var image : images) {
            if (Files.isDirectory(image)) {
                files.addAll(ImageFolder.files(image));
            } else {
                files.add(image);
            }
        }
        return files;
    }

    private void print(PrintWriter out, Path image, Prediction prediction) {
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            line.put("file", image.toString());
            line.put("candidates", prediction.candidates());
            out.println(RecordJson.write(line));
            return;
        }
        out.println(image);
        prediction.candidates().stream().limit(MOST_CANDIDATES).forEach(candidate -> {
            int length = (int) Math.round(BAR * candidate.probability());
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %s%s  %s%n",
                    100 * candidate.probability(),
                    "█".repeat(length),
                    "░".repeat(BAR - length),
                    candidate.label());
        });
    }
}
