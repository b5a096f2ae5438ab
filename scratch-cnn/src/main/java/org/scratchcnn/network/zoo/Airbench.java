package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;

/** The network and the training of airbench94 (Jordan 2024, "94% on CIFAR-10 in 3.29 seconds on a single GPU"). */
final class Airbench {

    private static final int BATCH_SIZE = 1024;
    private static final int EPOCHS = 10;
    private static final double MOMENTUM = 0.85;

    private Airbench() {}

    static NetworkSpec network() {
        var layers = new ArrayList<LayerSpec>();
        layers.add(Conv2d.of(3, 24, 2));
        layers.add(Activation.gelu());
        int from = 24;
        for (int channels : new int[] {64, 256, 256}) {
            layers.addAll(List.of(
                    conv(from, channels),
                    MaxPool2d.of(2),
                    norm(channels),
                    Activation.gelu(),
                    conv(channels, channels),
                    norm(channels),
                    Activation.gelu()));
            from = channels;
        }
        layers.addAll(List.of(MaxPool2d.of(3), new Flatten(), new Dense(from, 10, false), Activation.scale(1.0 / 9)));
        return new NetworkSpec(
                "airbench94", Shape.image(3, 32, 32), layers, new LossSpec.SoftmaxCrossEntropy(0.2, List.of()));
    }

    private static Conv2d conv(int from, int to) {
        return Conv2d.of(from, to, 3).withPadding(Padding2d.all(1)).withBias(Bias.NONE);
    }

    private static BatchNorm2d norm(int channels) {
        return BatchNorm2d.of(channels).withEpsilon(1e-12).withMomentum(0.4);
    }

    /**
     * Rates and decay are the recipe's, which sums the loss over the batch, for the mean: its rate of 11.5 a kilostep is
     * divided by what 1,024 samples of momentum 0.85 come to, and its decay of 0.0153 is a share of that rate.
     *
     * @param samples in an epoch
     */
    static TrainingSpec training(int samples) {
        long steps = EPOCHS * (long) Math.ceilDiv(samples, BATCH_SIZE);
        double rate = 11.5 / (1 + 1 / (1 - MOMENTUM));
        return TrainingSpec.of(network(), new OptimizerSpec.Sgd(rate, MOMENTUM, true), BATCH_SIZE, EPOCHS)
                .withSchedule(new ScheduleSpec.Triangular(steps, 0.23, 0.2, 0.07))
                .withDecay(new DecaySpec.L2(0.0153 / 11.5))
                .withAveraging(new AveragingSpec.Lookahead(5, Math.pow(0.95, 5), steps))
                .withInit(InitSpec.DIRAC)
                .withGroups(
                        ParameterGroup.ofRoles(Role.SCALE).frozen(),
                        ParameterGroup.ofRoles(Role.SHIFT).withRateFactor(64).withDecayFactor(1.0 / 64));
    }
}
