package org.scratchcnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.file.SafetensorsFile;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Plateau;
import org.scratchcnn.train.TrainingPosition;

/**
 * A model as one safetensors file: weights and running statistics by name, so that any reader of the format finds them; what the optimizer remembers
 * under {@code optimizer.}; and in the metadata everything else.
 */
record ModelFile(NetworkSpec network, long seed, ModelState state) {

    /** Written into each file; a file with another number is refused. */
    private static final String VERSION = "1";

    private static final String FORMAT_KEY = "scratch_cnn_format";
    private static final String NETWORK_KEY = "network";
    private static final String MODEL_KEY = "model";
    private static final String OPTIMIZER = "optimizer.";

    /**
     * What the metadata say beside the network.
     *
     * @param library that wrote the file
     */
    record Facts(
            String library,
            long seed,
            List<String> classNames,
            @Nullable ImageInput input,
            @Nullable DataSource data,
            History history,
            @Nullable Stopped progress) {}

    record Stopped(Progress.Settings settings, TrainingPosition position, long steps, Plateau plateau) {}

    /** The same model, without what a training needs to go on. */
    ModelFile withoutProgress() {
        return new ModelFile(
                network,
                seed,
                new ModelState(
                        state.parameters(), state.classNames(), state.input(), state.data(), state.history(), null));
    }

    static void write(Path file, ModelFile model) throws IOException {
        var state = model.state();
        var progress = state.progress();
        var tensors = new LinkedHashMap<>(state.parameters().tensors());
        if (progress != null) {
            progress.optimizer().tensors().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        }
        var facts = new Facts(
                LibraryVersion.current(),
                model.seed(),
                state.classNames(),
                state.input(),
                state.data(),
                state.history(),
                progress == null
                        ? null
                        : new Stopped(progress.settings(), progress.position(), progress.steps(), progress.plateau()));
        var metadata = new TreeMap<>(Map.of(
                FORMAT_KEY, VERSION,
                NETWORK_KEY, RecordJson.write(model.network()),
                MODEL_KEY, RecordJson.write(facts)));
        new SafetensorsFile(new ParameterSnapshot(tensors), metadata).write(file);
    }

    static ModelFile read(Path file) throws IOException {
        var stored = SafetensorsFile.read(file);
        var format = stored.metadata().get(FORMAT_KEY);
        if (!VERSION.equals(format)) {
            throw new InvalidFileException(
                    file,
                    format == null
                            ? "holds tensors, but no model of this library: its metadata have no \"%s\""
                                    .formatted(FORMAT_KEY)
                            : "has the format %s, but this version reads format %s; use the version that wrote it"
                                    .formatted(format, VERSION));
        }
        var network = metadata(file, stored, NETWORK_KEY, NetworkSpec.class);
        var facts = metadata(file, stored, MODEL_KEY, Facts.class);
        var parameters = new LinkedHashMap<String, Tensor>();
        var optimizer = new LinkedHashMap<String, Tensor>();
        stored.snapshot().tensors().forEach((name, tensor) -> {
            if (name.startsWith(OPTIMIZER)) {
                optimizer.put(name.substring(OPTIMIZER.length()), tensor);
            } else {
                parameters.put(name, tensor);
            }
        });
        var snapshot = new ParameterSnapshot(parameters);
        requireSound(file, network, stored.snapshot(), snapshot);
        requireFitting(file, network, facts);
        var stopped = facts.progress();
        return new ModelFile(
                network,
                facts.seed(),
                new ModelState(
                        snapshot,
                        facts.classNames(),
                        facts.input(),
                        facts.data(),
                        facts.history(),
                        stopped == null
                                ? null
                                : new Progress(
                                        stopped.settings(),
                                        stopped.position(),
                                        stopped.steps(),
                                        new ParameterSnapshot(optimizer),
                                        stopped.plateau())));
    }

    private static void requireSound(
            Path file, NetworkSpec network, ParameterSnapshot all, ParameterSnapshot parameters) throws IOException {
        var notFinite = all.notFinite();
        if (notFinite.isPresent()) {
            throw new InvalidFileException(file, notFinite.get() + ", but a model's values are finite numbers");
        }
        try {
            parameters.requireMatch(network.resolve().tensors());
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Null is what a text says that was written by hand. */
    @SuppressWarnings("ConstantValue")
    private static void requireFitting(Path file, NetworkSpec network, Facts facts) throws IOException {
        if (facts.classNames() == null || facts.history() == null) {
            throw new InvalidFileException(
                    file, "its metadata's \"%s\" have no classNames or no history".formatted(MODEL_KEY));
        }
        int outputs = network.resolve().logits().count();
        int classes = facts.classNames().size();
        if (classes != 0 && classes != outputs) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT, "it names %d classes, but its network has %d outputs", classes, outputs));
        }
        var input = facts.input();
        if (input != null && !input.shape().equals(network.input())) {
            throw new InvalidFileException(
                    file,
                    "it prepares images as %s, but its network takes %s".formatted(input.shape(), network.input()));
        }
    }

    private static <T> T metadata(Path file, SafetensorsFile stored, String key, Class<T> type) throws IOException {
        var text = stored.metadata().get(key);
        if (text == null) {
            throw new InvalidFileException(file, "its metadata have no \"%s\"".formatted(key));
        }
        try {
            return RecordJson.read(text, type);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, "its metadata's \"%s\": %s".formatted(key, e.getMessage()), e);
        }
    }
}
