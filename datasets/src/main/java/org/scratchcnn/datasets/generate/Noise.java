package org.scratchcnn.datasets.generate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.scratchcnn.datasets.sample.DrawnSamples;
import org.scratchcnn.network.DataSetSpec;

/** Draws random numbers of any shape. */
public final class Noise {

    private Noise() {}

    /** All samples; their classes come in turn. */
    public static DrawnSamples draw(DataSetSpec.Noise noise) {
        var random = new SplittableRandom(noise.seed());
        var values = new float
                [Math.multiplyExact(noise.samples(), noise.sampleShape().size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        var labels = new int[noise.samples()];
        Arrays.setAll(labels, i -> i % noise.classes());
        return new DrawnSamples(noise.sampleShape(), values, labels);
    }
}
