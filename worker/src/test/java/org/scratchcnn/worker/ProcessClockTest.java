package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessClockTest {

    @Test
    void standsStillUntilItIsStartedAndAfterItIsStopped() {
        var clock = new ProcessClock();
        double made = clock.milliseconds();
        assertThat(made).isNotNegative();
        assertThat(clock.milliseconds()).isEqualTo(made);

        clock.start();
        clock.stop();
        double stopped = clock.milliseconds();
        assertThat(stopped).isGreaterThanOrEqualTo(made);
        assertThat(clock.milliseconds()).isEqualTo(stopped);

        clock.stop();
        assertThat(clock.milliseconds()).as("stopped twice").isEqualTo(stopped);
    }

    @Test
    void addsUpWhatItRan() {
        var clock = new ProcessClock();
        clock.start();
        clock.stop();
        double once = clock.milliseconds();
        clock.start();
        clock.stop();

        assertThat(clock.milliseconds()).isGreaterThanOrEqualTo(once);
    }
}
