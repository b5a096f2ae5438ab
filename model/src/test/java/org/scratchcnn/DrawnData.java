package org.scratchcnn;

import java.util.List;
import java.util.SplittableRandom;
import org.scratchcnn.network.Shape;

/** Small data for tests. */
final class DrawnData {

    private DrawnData() {}

    /** Points of two classes, above and below a line. */
    static Dataset halves(int count, long seed) {
        var random = new SplittableRandom(seed);
        var inputs = new float[2 * count];
        var labels = new int[count];
        for (int n = 0; n < count; n++) {
            inputs[2 * n] = (float) random.nextDouble(-1, 1);
            inputs[2 * n + 1] = (float) random.nextDouble(-1, 1);
            labels[n] = inputs[2 * n] + inputs[2 * n + 1] > 0 ? 1 : 0;
        }
        return Dataset.labelled(Shape.features(2), inputs, labels, List.of("below", "above"));
    }

    /** Images of 8×8 that are bright on the left or on the right. */
    static ImageData sides(int count, long seed) {
        var random = new SplittableRandom(seed);
        var pixels = new byte[64 * count];
        var labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = n % 2;
            for (int i = 0; i < 64; i++) {
                boolean bright = i % 8 < 4 == (labels[n] == 0);
                pixels[64 * n + i] = (byte) (random.nextInt(100) + (bright ? 100 : 0));
            }
        }
        return ImageData.of(pixels, labels, Shape.image(1, 8, 8));
    }

    /** The values {@code 2·x + 1} and {@code −x}. */
    static Dataset lines(int count, long seed) {
        var random = new SplittableRandom(seed);
        var inputs = new float[count];
        var targets = new float[2 * count];
        for (int n = 0; n < count; n++) {
            inputs[n] = (float) random.nextDouble(-1, 1);
            targets[2 * n] = 2 * inputs[n] + 1;
            targets[2 * n + 1] = -inputs[n];
        }
        return Dataset.values(Shape.features(1), inputs, 2, targets);
    }
}
