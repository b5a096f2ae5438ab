package org.scratchcnn.loss;

import java.util.Locale;

/** The check of class labels. */
final class ClassLabels {

    private ClassLabels() {}

    static void check(int[] labels, int samples, int classes) {
        if (labels.length < samples) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The batch has %d samples, but only %d labels", samples, labels.length));
        }
        for (int n = 0; n < samples; n++) {
            if (labels[n] < 0 || labels[n] >= classes) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Image %d of the batch has the label %d, but the network has %d outputs, so labels must be 0 to %d",
                        n,
                        labels[n],
                        classes,
                        classes - 1));
            }
        }
    }
}
