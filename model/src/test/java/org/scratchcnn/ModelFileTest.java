package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.file.SafetensorsFile;

class ModelFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void writeAModel() throws IOException {
        file = folder.resolve("model.safetensors");
        try (var model = Model.create(Network.of(features(2), dense(2)))) {
            model.fit(DrawnData.halves(20, 1), fit -> fit.epochs(1).batchSize(5));
            model.saveCheckpoint(file);
        }
    }

    private void rewrite(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        new SafetensorsFile(new ParameterSnapshot(tensors), new TreeMap<>(metadata)).write(file);
    }

    private void assertThatLoadingFailsWith(String message) {
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: %s", file, message);
    }

    @Test
    void holdsTheWeightsUnderTheirNamesAndTheOptimizersStateBesideThem() throws IOException {
        assertThat(SafetensorsFile.read(file).snapshot().tensors().keySet())
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "optimizer.0.weight.first_moment",
                        "optimizer.0.weight.second_moment",
                        "optimizer.0.bias.first_moment",
                        "optimizer.0.bias.second_moment");
    }

    @Test
    void namesTheVersionThatWroteIt() throws IOException {
        assertThat(SafetensorsFile.read(file).metadata().get("model"))
                .containsPattern(
                        "^\\{\"library\":\"0\\.1\\.0-SNAPSHOT( \\(commit [0-9a-f]{40}(, changed)?\\))?\",\"seed\":1,");
    }

    @Test
    void refusesTensorsThatAreNoModelOfThisLibrary() throws IOException {
        rewrite(Map.of("a", new Tensor(List.of(1), new float[1])), Map.of());

        assertThatLoadingFailsWith(
                "holds tensors, but no model of this library: its metadata have no \"scratch_cnn_format\"");
    }

    @Test
    void refusesANewerFormat() throws IOException {
        var stored = SafetensorsFile.read(file);
        var metadata = new TreeMap<>(stored.metadata());
        metadata.put("scratch_cnn_format", "2");
        rewrite(stored.snapshot().tensors(), metadata);

        assertThatLoadingFailsWith("has the format 2, but this version reads format 1; use the version that wrote it");
    }

    @Test
    void listsTheWeightsOfAnotherArchitecture() throws IOException {
        var stored = SafetensorsFile.read(file);
        var tensors = new LinkedHashMap<>(stored.snapshot().tensors());
        tensors.remove("0.weight");
        tensors.put("0.bias", new Tensor(List.of(3), new float[3]));
        tensors.put("1.weight", new Tensor(List.of(1), new float[1]));
        rewrite(tensors, stored.metadata());

        assertThatLoadingFailsWith(
                "The parameters are not those of the network: 0.weight is missing, 0.bias has the shape [3] instead of [2], 1.weight is unexpected");
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws IOException {
        var stored = SafetensorsFile.read(file);
        var tensors = new LinkedHashMap<>(stored.snapshot().tensors());
        tensors.put("0.bias", new Tensor(List.of(2), new float[] {0, Float.NaN}));
        rewrite(tensors, stored.metadata());

        assertThatLoadingFailsWith("0.bias[1] is NaN, but a model's values are finite numbers");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 4));

        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("the file is truncated");
    }

    @Test
    void refusesMetadataThatSayNothingUseful() throws IOException {
        var stored = SafetensorsFile.read(file);
        var metadata = new TreeMap<>(stored.metadata());
        metadata.put("network", "{}");
        rewrite(stored.snapshot().tensors(), metadata);

        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": its metadata's \"network\": ");
    }
}
