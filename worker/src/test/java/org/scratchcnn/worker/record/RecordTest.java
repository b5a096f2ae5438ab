package org.scratchcnn.worker.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class RecordTest {

    @Test
    void sumsTrainingTimeOverEpochsAndKnowsItsSeed() {
        var evaluation = new Evaluation(1, 0.5, 10);
        var epochs = new ArrayList<>(List.of(
                new EpochResult(1, 2, 1.5, 1, 10, evaluation), new EpochResult(2, 1, 0.25, 0.2, 10, evaluation)));
        var run = new EngineRun(
                "engine",
                Tasks.spiral().withSeed(3),
                EngineRun.Protocol.TRAIN,
                new EngineOptions(1),
                null,
                null,
                null,
                epochs,
                evaluation,
                List.of(),
                List.of(),
                null,
                List.of(),
                new Outcome.Completed());
        epochs.clear();

        assertThat(run.trainingSeconds()).isEqualTo(1.75);
        assertThat(run.seed()).isEqualTo(3);
    }

    @Test
    void countsTheSamplesOfEachOperation() {
        assertThat(Operation.OF_TRAINING)
                .allSatisfy(operation -> assertThat(operation.samples(32)).isEqualTo(32));
        assertThat(Operation.FORWARD_ONE.samples(32)).isEqualTo(1);
    }

    @Test
    void anOutcomeIsReadBackWithItsType() {
        for (var outcome : List.of(
                new Outcome.Completed(),
                new Outcome.Failed("out of memory"),
                new Outcome.Unsupported("no such layer"))) {
            assertThat(RecordJson.read(RecordJson.write(outcome), Outcome.class))
                    .isEqualTo(outcome);
        }
    }
}
