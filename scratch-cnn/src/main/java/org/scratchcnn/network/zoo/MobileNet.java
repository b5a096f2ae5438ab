package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** Convolutions that are depthwise, then 1×1 (Howard et al. 2017, "MobileNets", table 1). */
final class MobileNet {

    /** Channels behind each pair of convolutions, of the whole network. */
    private static final List<Integer> CHANNELS =
            List.of(64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024);

    private MobileNet() {}

    /**
     * A network of this family.
     *
     * @param width what all numbers of channels are multiplied by, α in the paper
     * @param pairs of a depthwise and a 1×1 convolution, 13 in the paper
     * @param firstStride of the first convolution: 2 for photographs, 1 for small images
     */
    static NetworkSpec of(String name, Shape.Image input, int classes, double width, int pairs, int firstStride) {
        int from = (int) (32 * width);
        var layers = new ArrayList<LayerSpec>();
        layers.addAll(normalized(conv(input.channels(), from, 3, firstStride)));
        for (int widest : CHANNELS.subList(0, pairs)) {
            int to = (int) (widest * width);
            // Where the channels double the image shrinks, but for the first time.
            int stride = to > from && widest > 64 ? 2 : 1;
            layers.addAll(normalized(conv(from, from, 3, stride).withGroups(from)));
            layers.addAll(normalized(conv(from, to, 1, 1)));
            from = to;
        }
        layers.add(new GlobalAvgPool2d());
        layers.add(Dense.of(from, classes));
        return new NetworkSpec(name, input, layers, LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static List<LayerSpec> normalized(Conv2d conv) {
        return List.of(conv, BatchNorm2d.of(conv.outChannels()), Activation.relu());
    }

    private static Conv2d conv(int from, int to, int kernel, int stride) {
        return Conv2d.of(from, to, kernel)
                .withStride(Size2d.square(stride))
                .withPadding(Padding2d.all(kernel / 2))
                .withBias(Bias.NONE);
    }
}
