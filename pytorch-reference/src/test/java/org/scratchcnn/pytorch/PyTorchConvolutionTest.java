package org.scratchcnn.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.pytorch.PyTorchConvolution.Values;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.KernelTimes;
import org.scratchcnn.worker.record.Microbenchmark.Pass;
import org.scratchcnn.worker.record.RecordJson;

/** What is timed beside the library's convolutions is the same computation. */
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
    void everyPassAgreesWithTheLibrarys(PyTorchEngine engine) {
        var values = Values.drawn(SHAPE, IMAGES, new SplittableRandom(5));
        var expected = ofLibrary(values);

        try (var convolution = new PyTorchConvolution(engine, SHAPE, IMAGES, values)) {
            for (var pass : Pass.values()) {
                assertThat(convolution.result(pass))
                        .as(pass.title())
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(expected.get(pass));
            }
        }
    }

    private static Map<Pass, float[]> ofLibrary(Values values) {
        try (var team = new ThreadTeam(1)) {
            Kernels kernels = new LanesKernels(team, ConvAlgorithm.AUTO);
            var geometry = Conv2dGeometry.of(SHAPE.convolution(), SHAPE.input());
            var x = Layout.of(geometry.input(), IMAGES, kernels.inputBorder(geometry));
            var y = Layout.of(geometry.output(), IMAGES, Padding2d.NONE);
            var dx = Layout.of(geometry.input(), IMAGES, Padding2d.NONE);
            var dy = Layout.of(geometry.output(), IMAGES, kernels.outputGradientBorder(geometry));
            var input = kernels.allocate(x);
            var output = kernels.allocate(y);
            var inputGradient = kernels.allocate(dx);
            var outputGradient = kernels.allocate(dy);
            var kernel = kernels.conv2d(geometry, x, y, dx, dy);
            kernels.workspace().allocate();
            var parameters = SHAPE.convolution().parameters(SHAPE.input());
            var weight = new Parameter(parameters.get(0));
            var bias = new Parameter(parameters.get(1));
            System.arraycopy(values.weight(), 0, weight.values(), 0, values.weight().length);
            System.arraycopy(values.bias(), 0, bias.values(), 0, values.bias().length);
            weight.changed();
            bias.changed();
            kernel.prepare(weight, bias);
            kernels.pack(values.input(), 0, IMAGES, input);
            kernels.pack(values.outputGradient(), 0, IMAGES, outputGradient);
            kernel.forward(input, output);
            kernel.gradientByInput(outputGradient, inputGradient);
            kernel.gradientByWeight(input, outputGradient, weight.gradient(), bias.gradient());
            var outputs = new float[values.outputGradient().length];
            var inputGradients = new float[values.input().length];
            kernels.unpack(output, outputs, 0);
            kernels.unpack(inputGradient, inputGradients, 0);
            return Map.of(
                    Pass.FORWARD, outputs,
                    Pass.GRADIENT_BY_INPUT, inputGradients,
                    Pass.GRADIENT_BY_WEIGHT, weight.gradient());
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
