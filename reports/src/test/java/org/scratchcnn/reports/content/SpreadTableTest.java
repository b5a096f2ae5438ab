package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class SpreadTableTest {

    private final RecordFixture fixture = new RecordFixture();

    /** Medians 3 and 4: a standard deviation of √½ by 3.5. An interquartile range of 8/3 by 3, and of 0 by 4. */
    @Test
    void tellsTheSpreadBetweenProcessesFromThatWithin() {
        timed("scratch", 1.0, 2.0, 3.0, 4.0, 5.0);
        timed("scratch", 4.0, 4.0, 4.0, 4.0, 4.0);
        timed("dl4j", 2.0, 2.0);

        assertThat(SpreadTable.of(TaskResult.of(fixture.build())).orElseThrow().rows())
                .containsExactly(
                        List.of("spiral", "scratch", "training step", "2", "10", "4.00", "20.2 %", "44.4 %"),
                        List.of("spiral", "dl4j", "training step", "1", "2", "2.00", "–", "0.0 %"));
    }

    @Test
    void isLeftOutWhereNothingWasTimed() {
        fixture.run("scratch", Tasks.spiral()).trained(0.8, 1).add();

        assertThat(SpreadTable.of(TaskResult.of(fixture.build()))).isEmpty();
    }

    private void timed(String engine, Double... milliseconds) {
        fixture.run(engine, Tasks.spiral())
                .timed(Operation.STEP, List.of(milliseconds))
                .add();
    }
}
