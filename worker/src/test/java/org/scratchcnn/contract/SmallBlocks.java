package org.scratchcnn.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.TrainingSpec;

/** Blocks with several ways through them, and parameters for networks that normalize. */
final class SmallBlocks {

    private SmallBlocks() {}

    /** From 2 channels to 4. */
    static Conv2d stem() {
        return convolution(2, 4);
    }

    /** 3×3, as large as its input, without bias: normalization behind it takes any bias away. */
    static Conv2d convolution(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3)
                .withPadding(Padding2d.all(1))
                .withBias(Bias.NONE);
    }

    /** Of 4 channels, around the identity. */
    static Residual residual() {
        return Residual.of(
                convolution(4, 4), BatchNorm2d.of(4), Activation.relu(), convolution(4, 4), BatchNorm2d.of(4));
    }

    /** From 4 channels to 6, and to half the height and width. */
    static Residual projected() {
        var half = Size2d.square(2);
        return Residual.of(
                        convolution(4, 6).withStride(half),
                        BatchNorm2d.of(6),
                        Activation.relu(),
                        convolution(6, 6),
                        BatchNorm2d.of(6))
                .withShortcut(Conv2d.of(4, 6, 1).withStride(half).withBias(Bias.NONE), BatchNorm2d.of(6));
    }

    /** Four ways of 4 channels. */
    static Concat branches() {
        return branches(4);
    }

    static Concat branches(int channels) {
        return new Concat(List.of(
                List.of(Conv2d.of(channels, 3, 1).withBias(Bias.NONE), BatchNorm2d.of(3), Activation.relu()),
                List.of(Activation.relu(), convolution(channels, 2), BatchNorm2d.of(2)),
                List.of(
                        MaxPool2d.of(3).withStride(Size2d.square(1)).withPadding(Padding2d.all(1)),
                        Conv2d.of(channels, 2, 1)),
                List.of()));
    }

    /** Initial parameters, but that normalization has scales, shifts and running statistics as after some training. */
    static ParameterSnapshot drawn(TrainingSpec training) {
        var initial = ParameterInitializer.draw(training);
        var random = new SplittableRandom(training.seed());
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var spec : training.network().resolve().tensors()) {
            var tensor = initial.tensor(spec.name());
            tensors.put(
                    spec.name(),
                    switch (spec.role()) {
                        case WEIGHT, BIAS -> tensor;
                        case SCALE, RUNNING_VARIANCE -> drawn(spec, 1, random);
                        case SHIFT, RUNNING_MEAN -> drawn(spec, 0, random);
                    });
        }
        return new ParameterSnapshot(tensors);
    }

    /** Values at most 1/2 away from {@code middle}. */
    private static Tensor drawn(ParameterSpec spec, float middle, SplittableRandom random) {
        var values = new float[Math.toIntExact(spec.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = middle + random.nextFloat() - 0.5f;
        }
        return new Tensor(spec.shape(), values);
    }
}
