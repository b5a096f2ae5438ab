package org.scratchcnn.cli;

import java.util.Locale;
import org.scratchcnn.Schedule;

/** The schedules of the learning rate that users can name, with their usual settings. */
enum RateSchedule {
    CONSTANT(Schedule.constant()),
    STEP(Schedule.steps()),
    LINEAR(Schedule.linear()),
    EXPONENTIAL(Schedule.exponential(0.01)),
    COSINE(Schedule.cosine()),
    ONE_CYCLE(Schedule.oneCycle()),
    TRIANGULAR(Schedule.triangular()),
    PLATEAU(Schedule.onPlateau(0.1, 2));

    private final Schedule usual;

    RateSchedule(Schedule usual) {
        this.usual = usual;
    }

    Schedule usual() {
        return usual;
    }

    /** As users type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
