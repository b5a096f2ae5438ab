package org.scratchcnn.dl4j;

import org.nd4j.linalg.schedule.ISchedule;
import org.scratchcnn.network.ScheduleSpec;

/** A described schedule as Deeplearning4j asks for it: by the step, counted from 0. */
final class DescribedSchedule implements ISchedule {

    private static final long serialVersionUID = 1L;

    private final double learningRate;

    @SuppressWarnings("serial") // Nobody writes a configuration of this engine.
    private final ScheduleSpec schedule;

    DescribedSchedule(double learningRate, ScheduleSpec schedule) {
        this.learningRate = learningRate;
        this.schedule = schedule;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return learningRate * schedule.multiplier(iteration);
    }

    /** Nothing in it changes. */
    @Override
    @SuppressWarnings("MissingSuperCall")
    public ISchedule clone() {
        return new DescribedSchedule(learningRate, schedule);
    }
}
