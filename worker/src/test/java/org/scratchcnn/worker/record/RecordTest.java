package org.scratchcnn.worker.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
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
    void leavesFoldersOutOfItsCommandHoweverTheyAreWritten() {
        assertThat(List.of(
                        "./cnn compare --out /a/b --task spiral --data=/c",
                        "./cnn compare --task spiral '--out=/a b' '--data=/c'\\''s d'",
                        "./cnn compare --data '/it'\\''s a b' --task spiral --out '/a b'",
                        "./cnn compare --task spiral"))
                .allSatisfy(command -> assertThat(measuredBy(command).commandWithoutFolders())
                        .isEqualTo("./cnn compare --task spiral"));
        assertThat(measuredBy("./cnn compare --output c").commandWithoutFolders())
                .isEqualTo("./cnn compare --output c");
    }

    private static ComparisonRecord measuredBy(String command) {
        return new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.EPOCH,
                command,
                null,
                new ComparisonRecord.Revision("unknown", false),
                new ComparisonRecord.Machine("a processor", 2, 1L << 30, "an operating system"),
                new RecordedPlan(List.of(), null, new EngineOptions(1), false),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    @Test
    void refusesRegionsWithoutAPredictionForEveryCell() {
        assertThatThrownBy(() -> new DecisionRegions(List.of(), 1, 3, List.of(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 × 3 cells need as many predictions, but there are 2");
    }
}
