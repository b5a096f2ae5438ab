package org.scratchcnn.inspect;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.Model;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;

/**
 * The filters of a convolution. Those of the first are shown in colour if it looks at colour images; every other one as the
 * mean over its input channels.
 *
 * @param layer the convolution, in its place
 * @param averaged whether there are several input channels, of which the mean is shown
 */
public record LearnedFilters(Operation layer, boolean averaged, List<Filter> filters) {

    private static final int COLOURS = 3;

    public LearnedFilters {
        filters = List.copyOf(filters);
    }

    /**
     * One filter.
     *
     * @param largest of its values as shown, without their signs
     * @param image {@code [1 or 3, kH, kW]}: grey is 0, white is {@code largest}, black is less {@code largest}
     */
    public record Filter(double largest, DisplayImage image) {}

    /** The filters of each convolution, from input to output; empty if the network has none. */
    public static List<LearnedFilters> of(Model model) {
        var parameters = model.parameters();
        var all = new ArrayList<LearnedFilters>();
        for (var layer : model.network().spec().resolve().operations()) {
            if (layer.spec() instanceof Conv2d convolution) {
                boolean colour = all.isEmpty() && convolution.inChannels() == COLOURS && convolution.groups() == 1;
                all.add(of(layer, parameters.tensor(layer.path() + "." + ParameterSpec.WEIGHT), colour));
            }
        }
        return all;
    }

    /** @param weights {@code [out, in / groups, kH, kW]} */
    private static LearnedFilters of(Operation layer, Tensor weights, boolean colour) {
        int channels = weights.shape().get(1);
        var shape = Shape.image(
                colour ? COLOURS : 1, weights.shape().get(2), weights.shape().get(3));
        var filters = new ArrayList<Filter>();
        for (int k = 0; k < weights.shape().getFirst(); k++) {
            int from = k * channels * shape.height() * shape.width();
            var shown = new float[shape.size()];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = colour
                        ? weights.values()[from + i]
                        : mean(weights.values(), from + i, shape.height() * shape.width(), channels);
            }
            filters.add(filter(shape, shown));
        }
        return new LearnedFilters(layer, !colour && channels > 1, filters);
    }

    private static float mean(float[] values, int from, int step, int count) {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += values[from + c * step];
        }
        return (float) (sum / count);
    }

    private static Filter filter(Shape.Image shape, float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return new Filter(largest, DisplayImage.between(shape, values, 0, -largest, largest));
    }
}
