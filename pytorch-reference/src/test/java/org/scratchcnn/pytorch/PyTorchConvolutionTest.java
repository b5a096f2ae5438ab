package org.scratchcnn.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.OracleConv2d;
import org.scratchcnn.pytorch.PyTorchConvolution.Values;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.KernelTimes;
import org.scratchcnn.worker.record.Microbenchmark.Pass;
import org.scratchcnn.worker.record.RecordJson;

/** What is timed beside the library's convolutions is a convolution. */
class PyTorchConvolutionTest {

    private static final int IMAGES = 3;
    private static final ConvolutionShape SHAPE =
            new ConvolutionShape(Conv2d.of(20, 24, 3).withPadding(Padding2d.all(1)), Shape.image(20, 6, 5));

    @TempDir
    private Path folder;

    static List<PyTorchEngine> engines() {
        return PyTorchEngine.all();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void everyPassComputesTheConvolution(PyTorchEngine engine) {
        var values = Values.drawn(SHAPE, IMAGES, new SplittableRandom(5));
        var oracle = new OracleConv2d(Conv2dGeometry.of(SHAPE.convolution(), SHAPE.input()), IMAGES);
        var x = toDouble(values.input());
        var dy = toDouble(values.outputGradient());
        var weight = toDouble(values.weight());

        try (var convolution = new PyTorchConvolution(engine, SHAPE, IMAGES, values)) {
            for (var pass : Pass.values()) {
                var expected = switch (pass) {
                    case FORWARD -> oracle.forward(x, weight, toDouble(values.bias()));
                    case GRADIENT_BY_INPUT -> oracle.gradientByInput(dy, weight);
                    case GRADIENT_BY_WEIGHT -> oracle.gradientByWeight(x, dy);
                };
                assertClose(pass.title(), convolution.result(pass), expected, 1e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void leavesNothingBehind(PyTorchEngine engine) {
        var values = Values.drawn(SHAPE, IMAGES, new SplittableRandom(5));
        long pointers = Pointer.totalCount();
        try (var convolution = new PyTorchConvolution(engine, SHAPE, IMAGES, values)) {
            convolution.passes().values().forEach(Runnable::run);
        }
        assertThat(Pointer.totalCount()).isEqualTo(pointers);
    }

    @Test
    void isTimedAsAsked() throws IOException {
        var request = new ConvolutionRequest(SHAPE, IMAGES, new EngineOptions(1), new IterationPlan(1, 1, 2, 1));
        var result = folder.resolve("result.json");

        PyTorchWorker.main(new String[] {
            "pytorch-channels-last", ConvolutionRequest.ARGUMENT, RecordJson.write(request), result.toString()
        });

        var times = RecordJson.read(Files.readString(result), KernelTimes.class);
        assertThat(times.facts().engine()).isEqualTo("pytorch-channels-last");
        assertThat(times.facts().facts()).containsEntry("onednn", "yes").containsEntry("threads", "1");
        assertThat(times.milliseconds())
                .containsOnlyKeys(Arrays.stream(Pass.values()).map(Pass::title).toArray(String[]::new))
                .allSatisfy((pass, samples) ->
                        assertThat(samples).as(pass).hasSize(2).allMatch(milliseconds -> milliseconds > 0));
    }

    @Test
    void refusesWhatPyTorchHasNoSingleOperatorFor() {
        var shape = new ConvolutionShape(SHAPE.convolution().withBias(Bias.PER_POSITION), SHAPE.input());
        var values = Values.drawn(shape, IMAGES, new SplittableRandom(5));

        assertThatThrownBy(() -> new PyTorchConvolution(PyTorchEngine.contiguous(), shape, IMAGES, values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bias per position");
    }
}
