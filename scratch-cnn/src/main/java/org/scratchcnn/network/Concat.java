package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Branches side by side, each over the same input, whose channels (or features) are put one after another (Szegedy et al.
 * 2015, "Going deeper with convolutions").
 *
 * @param branches at least two; an empty one hands its input on
 */
public record Concat(List<List<LayerSpec>> branches) implements LayerSpec {

    public Concat {
        branches = branches.stream().map(List::copyOf).toList();
        if (branches.size() < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "Concat needs at least two branches, but was given %d", branches.size()));
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        return join(branches.stream()
                .map(branch -> LayerSpec.outputShape(branch, input))
                .toList());
    }

    /** The shape of the branches' outputs one after another. */
    Shape join(List<Shape> outputs) {
        var first = outputs.getFirst();
        long sum = 0;
        var mismatch = new ArrayList<String>();
        for (int branch = 0; branch < outputs.size(); branch++) {
            var output = outputs.get(branch);
            boolean fits = switch (first) {
                case Shape.Features _ -> output instanceof Shape.Features;
                case Shape.Image image ->
                    output instanceof Shape.Image other
                            && other.height() == image.height()
                            && other.width() == image.width();
            };
            if (!fits) {
                mismatch.add(String.format(Locale.ROOT, "branch %d makes %s", branch, output));
            }
            sum += LayerSpec.channels(output);
        }
        if (!mismatch.isEmpty()) {
            throw new IllegalArgumentException(
                    "its branch 0 makes %s, but %s, and only images of one height and width, or features, can be put one after another; change strides or padding"
                            .formatted(first, String.join(", ", mismatch)));
        }
        if (sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "its branches make %d channels or features together, more than there can be; make fewer",
                    sum));
        }
        return switch (first) {
            case Shape.Features _ -> Shape.features((int) sum);
            case Shape.Image image -> Shape.image((int) sum, image.height(), image.width());
        };
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "Concat of %d branches", branches.size());
    }
}
