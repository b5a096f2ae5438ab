package org.scratchcnn.dl4j;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AMSGradUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.schedule.ISchedule;

/** Deeplearning4j's AMSGrad with epsilon where the description has it, as {@link BiasCorrectedAdam}. */
final class BiasCorrectedAmsGrad extends AMSGrad {

    private static final long serialVersionUID = 1L;

    BiasCorrectedAmsGrad(double learningRate, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public AMSGradUpdater instantiate(INDArray view, boolean initialize) {
        var updater = new Updater(clone());
        // One dimension, as AMSGrad itself has it; with two, ND4J takes twice as long.
        var flat = view.reshape(view.length());
        updater.setStateViewArray(flat, new long[] {view.length() / 3}, flat.ordering(), initialize);
        return updater;
    }

    @Override
    public AMSGradUpdater instantiate(Map<String, INDArray> state, boolean initialize) {
        var updater = new Updater(clone());
        updater.setState(state, initialize);
        return updater;
    }

    @Override
    public BiasCorrectedAmsGrad clone() {
        var copy = new BiasCorrectedAmsGrad(getLearningRate(), getBeta1(), getBeta2(), getEpsilon());
        ISchedule schedule = getLearningRateSchedule();
        if (schedule != null) {
            copy.setLearningRateSchedule(schedule.clone());
        }
        return copy;
    }

    private static final class Updater extends AMSGradUpdater {

        private final double epsilon;
        private final double beta2;

        /** Takes a configuration of its own, whose epsilon then changes from step to step. */
        Updater(BiasCorrectedAmsGrad config) {
            super(config);
            this.epsilon = config.getEpsilon();
            this.beta2 = config.getBeta2();
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            getConfig().setEpsilon(BiasCorrectedAdam.uncorrected(epsilon, beta2, iteration));
            super.applyUpdater(gradient, iteration, epoch);
        }
    }
}
