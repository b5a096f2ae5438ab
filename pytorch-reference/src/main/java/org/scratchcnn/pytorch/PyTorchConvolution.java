package org.scratchcnn.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.worker.TimedKernel;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/** A convolution in PyTorch on values that stay: the operators that its autograd calls, each gradient by itself. */
final class PyTorchConvolution implements TimedKernel {

    /**
     * What a convolution computes on, in row-major order.
     *
     * @param input {@code [N, C, H, W]}
     * @param weight {@code [out, in, kH, kW]}
     * @param bias {@code [out]}
     * @param outputGradient {@code [N, out, outH, outW]}
     */
    record Values(float[] input, float[] weight, float[] bias, float[] outputGradient) {

        static Values drawn(ConvolutionShape shape, int images, RandomGenerator random) {
            var convolution = shape.convolution();
            var parameters = convolution.parameters(shape.input());
            return new Values(
                    drawn(images * shape.input().size(), random),
                    drawn(Math.toIntExact(parameters.get(0).count()), random),
                    drawn(Math.toIntExact(parameters.get(1).count()), random),
                    drawn(images * convolution.outputShape(shape.input()).size(), random));
        }

        private static float[] drawn(int count, RandomGenerator random) {
            var values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
            }
            return values;
        }
    }

    private final PyTorchEngine engine;
    private final List<Pointer> kept = new ArrayList<>();
    private final Tensor input;
    private final Tensor weight;
    private final TensorOptional bias;
    private final Tensor outputGradient;
    private final BoolPointer byInput;
    private final BoolPointer byParameters;
    private final long[] biasShape;
    private final long[] stride;
    private final long[] padding;
    private final long[] dilation;

    /**
     * A convolution with these values.
     *
     * @throws IllegalArgumentException if its padding is uneven or it has not one bias a channel
     */
    PyTorchConvolution(PyTorchEngine engine, ConvolutionShape shape, int images, Values values) {
        var convolution = shape.convolution();
        var window = convolution.window();
        if (convolution.bias() != Bias.PER_CHANNEL || !LayerOperations.isEven(window.padding())) {
            throw new IllegalArgumentException(
                    "Timed are convolutions with a bias a channel and even padding, not " + convolution.describe());
        }
        this.engine = engine;
        this.stride = LayerOperations.pair(window.stride());
        this.padding = LayerOperations.ownPadding(window.padding());
        this.dilation = LayerOperations.pair(window.dilation());
        var kernel = window.kernel();
        var image = shape.input();
        var output = convolution.outputShape(image);
        input = tensor(values.input(), images, image.channels(), image.height(), image.width());
        weight = tensor(values.weight(), output.channels(), image.channels(), kernel.height(), kernel.width());
        bias = keep(new TensorOptional(tensor(values.bias(), output.channels())));
        outputGradient = tensor(values.outputGradient(), images, output.channels(), output.height(), output.width());
        biasShape = new long[] {output.channels()};
        byInput = mask(true, false);
        byParameters = mask(false, true);
    }

    /** Which of the gradients by input, weight and bias are wanted. */
    private BoolPointer mask(boolean input, boolean parameters) {
        return keep(new BoolPointer(3).put(0, input).put(1, parameters).put(2, parameters));
    }

    private Tensor tensor(float[] values, long... shape) {
        var tensor = keep(Tensors.allocate(ScalarType.Float, engine.imageFormat(), shape));
        Tensors.write(values, tensor);
        return tensor;
    }

    @Override
    public SequencedMap<String, Runnable> passes() {
        var passes = new LinkedHashMap<String, Runnable>();
        for (var pass : Pass.values()) {
            passes.put(pass.title(), () -> run(pass));
        }
        return passes;
    }

    private void run(Pass pass) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            compute(pass);
        }
    }

    /** The pass's result in row-major order; of the gradients by weight and bias the one by weight. */
    float[] result(Pass pass) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var tensor = compute(pass);
            var values = new float[Math.toIntExact(tensor.numel())];
            Tensors.read(tensor, values, values.length);
            return values;
        }
    }

    private Tensor compute(Pass pass) {
        return switch (pass) {
            case FORWARD -> torch.conv2d(input, weight, bias, stride, padding, dilation, 1);
            case GRADIENT_BY_INPUT -> gradients(byInput).get0();
            case GRADIENT_BY_WEIGHT -> gradients(byParameters).get1();
        };
    }

    private T_TensorTensorTensor_T gradients(BoolPointer wanted) {
        long[] outputPadding = {0, 0};
        return torch.convolution_backward(
                outputGradient, input, weight, biasShape, stride, padding, dilation, false, outputPadding, 1, wanted);
    }

    private <T extends Pointer> T keep(T pointer) {
        kept.add(pointer);
        return pointer;
    }

    @Override
    public EngineFacts facts() {
        return new EngineFacts(engine.name(), RunningPyTorch.facts());
    }

    @Override
    public void close() {
        kept.forEach(Pointer::close);
    }
}
