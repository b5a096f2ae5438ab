package org.scratchcnn.datasets.generate;

import java.util.SplittableRandom;
import org.scratchcnn.datasets.sample.DrawnSamples;
import org.scratchcnn.network.DataSetSpec;

/** Draws the spiral of Stanford's CS231n notes, "Neural Networks case study". */
public final class Spiral {

    private Spiral() {}

    /**
     * All points, class by class from the centre outwards: point {@code i} of the {@code n} of class {@code k} has radius
     * {@code r = i/(n−1)} and angle {@code θ = 4k + 4r} plus normal noise, and stands at {@code (r·sin θ, r·cos θ)}.
     */
    public static DrawnSamples draw(DataSetSpec.Spiral spiral) {
        int classes = spiral.classes();
        int pointsPerClass = spiral.pointsPerClass();
        var random = new SplittableRandom(spiral.seed());
        var coordinates = new float[Math.multiplyExact(2 * classes, pointsPerClass)];
        var labels = new int[classes * pointsPerClass];
        int point = 0;
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < pointsPerClass; i++) {
                double r = (double) i / (pointsPerClass - 1);
                double angle = 4 * k + 4 * r + spiral.noise() * random.nextGaussian();
                // StrictMath, so that every platform draws the same bits and the fingerprint holds.
                coordinates[2 * point] = (float) (r * StrictMath.sin(angle));
                coordinates[2 * point + 1] = (float) (r * StrictMath.cos(angle));
                labels[point] = k;
                point++;
            }
        }
        return new DrawnSamples(spiral.sampleShape(), coordinates, labels);
    }
}
