package org.scratchcnn.optim;

import java.util.List;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.AveragingSpec;

/**
 * Averages by the formulas of {@link AveragingSpec}. The tensors hold what is trained, or while they are shown the averages;
 * what they don't hold is kept here.
 */
final class WeightAverages {

    private final AveragingSpec spec;
    private final List<Parameter> tensors;
    private final float[][] others;
    private boolean shown;
    private float share;

    /** Nothing where the description has no averages. */
    WeightAverages(AveragingSpec spec, List<Parameter> tensors) {
        this.spec = spec;
        this.tensors = spec instanceof AveragingSpec.None ? List.of() : List.copyOf(tensors);
        this.others =
                this.tensors.stream().map(tensor -> tensor.values().clone()).toArray(float[][]::new);
    }

    List<Parameter> tensors() {
        return tensors;
    }

    /** What the tensors don't hold at the time, by tensor: the array itself. */
    float[] other(int tensor) {
        return others[tensor];
    }

    /** Prepares what follows a step, the first being 0. */
    void beginStep(long step) {
        share = (float) spec.share(step);
    }

    /** Whether this step's averages become what is trained. */
    boolean changesTrained() {
        return share != 0 && spec instanceof AveragingSpec.Lookahead;
    }

    /** Brings a part of one tensor, as it is after the step, into its average. */
    void update(int tensor, int from, int to) {
        if (share == 0) {
            return;
        }
        float[] values = tensors.get(tensor).values();
        float[] averages = others[tensor];
        if (share == 1) {
            System.arraycopy(values, from, averages, from, to - from);
        } else {
            for (int i = from; i < to; i++) {
                // So that what does not change has itself as its average, to the last bit.
                averages[i] += share * (values[i] - averages[i]);
            }
        }
        if (changesTrained()) {
            System.arraycopy(averages, from, values, from, to - from);
        }
    }

    /** The same for all tensors from that one on. */
    void updateFrom(int first) {
        for (int t = first; t < tensors.size(); t++) {
            var tensor = tensors.get(t);
            update(t, 0, tensor.values().length);
            if (changesTrained()) {
                tensor.changed();
            }
        }
    }

    /** Lets the tensors hold the averages, or what is trained. */
    void show(boolean averages) {
        if (shown != averages) {
            shown = averages;
            for (int t = 0; t < tensors.size(); t++) {
                swap(tensors.get(t).values(), others[t]);
                tensors.get(t).changed();
            }
        }
    }

    private static void swap(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            float value = a[i];
            a[i] = b[i];
            b[i] = value;
        }
    }

    /** Begins anew with what the tensors hold. */
    void reset() {
        shown = false;
        for (int t = 0; t < tensors.size(); t++) {
            System.arraycopy(tensors.get(t).values(), 0, others[t], 0, others[t].length);
        }
    }
}
