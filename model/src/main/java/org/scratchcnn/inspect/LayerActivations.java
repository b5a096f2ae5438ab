package org.scratchcnn.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.Model;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.train.Classifier;

/**
 * What a layer makes of an input.
 *
 * @param layer in its place
 * @param values of the layer's output shape, {@code [C, H, W]} or {@code [F]}, row-major
 */
public record LayerActivations(Operation layer, float[] values) {

    /** Features are shown in rows of as many as this. */
    private static final int LONGEST_ROW = 64;

    /**
     * The values of a channel, or all features.
     *
     * @param image {@code [1, H, W]}: black is {@code least}, white is {@code most}
     */
    public record ActivationMap(float least, float most, DisplayImage image) {

        /** Whether all values are 0. */
        public boolean isZero() {
            return least == 0 && most == 0;
        }
    }

    /**
     * The activations of all layers, from input to output, without dropout; layers that change no value are left out.
     *
     * @param sample {@code [C, H, W]} or {@code [F]}, row-major, prepared as in training
     * @throws IllegalArgumentException if it has too few values
     * @throws IllegalStateException if a layer's output is not finite
     */
    public static List<LayerActivations> of(Model model, float[] sample) {
        var network = model.network().spec();
        var parameters = model.parameters();
        return network.resolve().operations().stream()
                .filter(layer -> changesValues(layer.spec()))
                .map(layer ->
                        new LayerActivations(layer, outputs(FirstLayers.upTo(layer, network, parameters), sample)))
                .toList();
    }

    private static boolean changesValues(LayerSpec layer) {
        return switch (layer) {
            case Dropout _, SpatialDropout2d _, Flatten _, Reshape _, PadChannels _, Upsample _, Concat _ -> false;
            case Conv2d _,
                    ConvTranspose2d _,
                    LocallyConnected2d _,
                    Dense _,
                    MaxPool2d _,
                    AvgPool2d _,
                    GlobalMaxPool2d _,
                    GlobalAvgPool2d _,
                    AdaptiveAvgPool2d _,
                    BatchNorm _,
                    GroupNorm _,
                    LayerNorm _,
                    Activation _,
                    Softmax _,
                    LogSoftmax _,
                    Residual _ -> true;
        };
    }

    private static float[] outputs(FirstLayers first, float[] sample) {
        try (var session = first.open(1)) {
            return new Classifier(session, first.network()).logits(sample, 1);
        }
    }

    /** A map a channel. Features are one map, in rows of at most 64; what is missing in its last row is 0. */
    public List<ActivationMap> maps() {
        return switch (layer.output()) {
            case Shape.Image(int channels, int height, int width) ->
                IntStream.range(0, channels)
                        .mapToObj(c -> map(Shape.image(1, height, width), c * height * width))
                        .toList();
            case Shape.Features(int count) -> {
                int rows = Math.ceilDiv(count, LONGEST_ROW);
                yield List.of(map(Shape.image(1, rows, Math.ceilDiv(count, rows)), 0));
            }
        };
    }

    private ActivationMap map(Shape.Image shape, int from) {
        float[] shown = Arrays.copyOfRange(values, from, from + shape.size());
        float least = shown[0];
        float most = shown[0];
        for (int i = from; i < Math.min(from + shown.length, values.length); i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return new ActivationMap(least, most, DisplayImage.between(shape, shown, 0, least, most));
    }
}
