package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.CLASSES;
import static org.scratchcnn.check.Check.Subject.INPUTS;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.Dataset;

/** Whether inputs have a scale that networks learn from, and whether there are enough samples of each class. */
final class DataChecks {

    private static final int MOST_SAMPLES = 1000;

    /** Brighter than any pixel that was divided or standardized. */
    private static final double BRIGHT = 32;

    private static final double LARGEST_SCALE = 10;
    private static final double SMALLEST_DEVIATION = 0.01;

    /** The largest class has so many times the samples of the smallest. */
    private static final double IMBALANCE = 10;

    private DataChecks() {}

    static Check inputs(Dataset data) {
        for (int sample = 0; sample < data.size(); sample++) {
            for (float value : data.sample(sample)) {
                if (!Float.isFinite(value)) {
                    return Check.fault(
                            INPUTS, "sample " + sample, "It holds %s: take it out, or put a number there.", value);
                }
            }
        }
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        int samples = Math.min(data.size(), MOST_SAMPLES);
        for (int n = 0; n < samples; n++) {
            // Spread over all, since data are often in the order of their classes.
            int sample = (int) ((long) n * data.size() / samples);
            for (float value : data.sample(sample)) {
                sum += value;
                squares += (double) value * value;
                least = Math.min(least, value);
                most = Math.max(most, value);
                whole &= value == Math.rint(value);
            }
        }
        double count = (double) samples * data.shape().size();
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        var found = String.format(Locale.ROOT, "%.3g to %.3g, mean %.3g, deviation %.3g", least, most, mean, deviation);
        if (whole && least >= 0 && most > BRIGHT && most <= 255) {
            return Check.fault(
                    INPUTS,
                    "",
                    "Inputs look like pixels from 0 to 255 (%s): divide them by 255, or take the mean off and divide by the deviation.",
                    found);
        }
        if (deviation == 0) {
            return Check.fault(INPUTS, "", "All inputs are the same (%s): look at how they are read.", found);
        }
        if (Math.abs(mean) > LARGEST_SCALE || deviation > LARGEST_SCALE || deviation < SMALLEST_DEVIATION) {
            return Check.warning(
                    INPUTS,
                    "",
                    "Inputs are far from mean 0 and deviation 1 (%s): take the mean off and divide by the deviation.",
                    found);
        }
        return Check.fine(INPUTS, "Inputs are %s.", found);
    }

    /** Empty where targets are values. */
    static Optional<Check> classes(Dataset data) {
        if (data.classNames().isEmpty()) {
            return Optional.empty();
        }
        var counts = new int[data.outputs()];
        for (int n = 0; n < data.size(); n++) {
            counts[data.label(n)]++;
        }
        int smallest = 0;
        int largest = 0;
        for (int k = 1; k < counts.length; k++) {
            smallest = counts[k] < counts[smallest] ? k : smallest;
            largest = counts[k] > counts[largest] ? k : largest;
        }
        var names = data.classNames();
        if (Arrays.stream(counts).filter(count -> count > 0).count() == 1) {
            return Optional.of(Check.fault(
                    CLASSES,
                    "class " + names.get(largest),
                    "All samples are of this class, so there is nothing to tell apart: look at how labels are read."));
        }
        if (counts[largest] > IMBALANCE * counts[smallest]) {
            return Optional.of(Check.warning(
                    CLASSES,
                    "class " + names.get(smallest),
                    "Samples: %,d, but of %s %,d: get more of it, and judge by precision and recall, not by accuracy.",
                    counts[smallest],
                    names.get(largest),
                    counts[largest]));
        }
        return Optional.of(Check.fine(CLASSES, "Classes have %,d to %,d samples.", counts[smallest], counts[largest]));
    }
}
