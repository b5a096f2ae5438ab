package org.scratchcnn.dl4j;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Deeplearning4j's Adam with epsilon where the paper's algorithm, PyTorch and our description have it: added after the
 * bias correction. Deeplearning4j adds its own to the uncorrected √v (the paper's "ε̂", end of section 2), so in step t
 * it is given {@code ε·√(1 − β2ᵗ)}.
 */
final class BiasCorrectedAdam extends Adam {

    private static final long serialVersionUID = 1L;

    BiasCorrectedAdam(double learningRate, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public AdamUpdater instantiate(INDArray view, boolean initialize) {
        var updater = new Updater(clone());
        // One dimension, as Adam itself has it; with two, ND4J takes twice as long.
        var flat = view.reshape(view.length());
        updater.setStateViewArray(flat, new long[] {view.length() / 2}, flat.ordering(), initialize);
        return updater;
    }

    @Override
    public AdamUpdater instantiate(Map<String, INDArray> state, boolean initialize) {
        var updater = new Updater(clone());
        updater.setState(state, initialize);
        return updater;
    }

    @Override
    public BiasCorrectedAdam clone() {
        var copy = new BiasCorrectedAdam(getLearningRate(), getBeta1(), getBeta2(), getEpsilon());
        ISchedule schedule = getLearningRateSchedule();
        if (schedule != null) {
            copy.setLearningRateSchedule(schedule.clone());
        }
        return copy;
    }

    /** What is to be added to the uncorrected √v, in place of ε to the corrected one; {@code iteration} counts from 0. */
    static double uncorrected(double epsilon, double beta2, int iteration) {
        return epsilon * Math.sqrt(1 - Math.pow(beta2, iteration + 1.0));
    }

    private static final class Updater extends AdamUpdater {

        private final double epsilon;
        private final double beta2;

        /** Takes a configuration of its own, whose epsilon then changes from step to step. */
        Updater(BiasCorrectedAdam config) {
            super(config);
            this.epsilon = config.getEpsilon();
            this.beta2 = config.getBeta2();
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            getConfig().setEpsilon(uncorrected(epsilon, beta2, iteration));
            super.applyUpdater(gradient, iteration, epoch);
        }
    }
}
