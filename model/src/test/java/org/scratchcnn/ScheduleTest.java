package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.relu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.train.TrainingPosition;

class ScheduleTest {

    private static final Network POINTS = Network.of(features(2), dense(8), relu(), dense(2));

    @TempDir
    private Path folder = Path.of("");

    /** Ten epochs of 20 batches. */
    private static ScheduleSpec over200(Schedule schedule) {
        return schedule.over(new Schedule.Span(0, 200, 20));
    }

    @Test
    void aScheduleTakesTheWholeTraining() {
        assertThat(over200(Schedule.cosine())).isEqualTo(new ScheduleSpec.Cosine(200, 0));
        assertThat(over200(Schedule.linear())).isEqualTo(new ScheduleSpec.Linear(200, 1, 0));
        assertThat(over200(Schedule.triangular())).isEqualTo(new ScheduleSpec.Triangular(200, 0.23, 0.2, 0.07));
        assertThat(over200(Schedule.oneCycle()))
                .isEqualTo(new ScheduleSpec.OneCycle(200, 0.3, 25, 1e4, ScheduleSpec.Annealing.COSINE));
        assertThat(over200(Schedule.exponential(0.01))).isEqualTo(new ScheduleSpec.Exponential(200, 0.01));
        assertThat(over200(Schedule.every(2.5, 0.5))).isEqualTo(new ScheduleSpec.StepDecay(50, 0.5));
        assertThat(over200(Schedule.steps())).isEqualTo(new ScheduleSpec.MultiStep(List.of(100L, 150L), 0.1));
    }

    @Test
    void aWarmUpTakesItsEpochsFromTheSchedule() {
        assertThat(over200(Schedule.cosine().warmUp(0.5)))
                .isEqualTo(new ScheduleSpec.WarmUp(10, 0.01, new ScheduleSpec.Cosine(190, 0)));
        assertThat(over200(Schedule.cosine().warmUp(0))).isEqualTo(new ScheduleSpec.Cosine(200, 0));
    }

    @Test
    void epochsAfterWhichTheRateChangesAreTheTrainings() {
        assertThat(over200(Schedule.after(0.1, 4, 8).warmUp(1)))
                .isEqualTo(new ScheduleSpec.WarmUp(20, 0.01, new ScheduleSpec.MultiStep(List.of(60L, 140L), 0.1)));
    }

    @Test
    void aWarmUpAsLongAsTheTrainingIsRefused() {
        assertThatThrownBy(() -> over200(Schedule.constant().warmUp(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A warm-up of 10.0 epochs takes 200 steps, but the training has only 200; warm up for less, or train for more epochs");
        assertThatThrownBy(() -> Schedule.constant().warmUp(Double.NaN))
                .hasMessage("A warm-up takes a number of epochs, 0 or more, but was given NaN");
    }

    private static void assertThatWeightsAreEqual(Model actual, Model expected) {
        expected.parameters()
                .tensors()
                .forEach((name, tensor) -> assertThat(
                                actual.parameters().tensor(name).values())
                        .as(name)
                        .containsExactly(tensor.values()));
    }

    /** Within an epoch. The plateau comes at once: no loss is as low as a thousandth of the one before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoppedTrainingGoesOnInItsSchedule(boolean followsTheLoss) throws IOException {
        var schedule = followsTheLoss
                ? Schedule.of(new ScheduleSpec.ReduceOnPlateau(0.5, 0, 0.999, 0))
                : Schedule.cosine().warmUp(1);
        var data = DrawnData.halves(100, 1);
        var file = folder.resolve("checkpoint.safetensors");
        try (var whole = Model.create(POINTS);
                var constant = Model.create(POINTS);
                var stopped = Model.create(POINTS)) {
            whole.fit(data, fit -> fit.epochs(5).batchSize(8).validation(0.2).schedule(schedule));
            constant.fit(data, fit -> fit.epochs(5).batchSize(8).validation(0.2));
            stopped.fit(
                    data,
                    fit -> fit.epochs(5)
                            .batchSize(8)
                            .validation(0.2)
                            .schedule(schedule)
                            .listener(new FitListener() {
                                @Override
                                public void stepDone(TrainingPosition position, int steps) {
                                    if (position.epoch() == 4 && position.step() == 5) {
                                        stopped.stop();
                                    }
                                }
                            }));
            stopped.saveCheckpoint(file);
            try (var resumed = Model.load(file)) {
                resumed.fit(data, _ -> resumed.settings().orElseThrow().epochs(2));

                assertThatWeightsAreEqual(resumed, whole);
                assertThat(constant.parameters().tensor("0.weight").values())
                        .isNotEqualTo(whole.parameters().tensor("0.weight").values());
            }
        }
    }

    @Test
    void goingOnWhereTheRateIsZeroIsRefused() {
        var data = DrawnData.halves(100, 1);
        try (var model = Model.create(POINTS)) {
            model.fit(data, fit -> fit.epochs(1).batchSize(10).schedule(Schedule.linear()));

            assertThatThrownBy(() -> model.fit(data, _ -> model.settings().orElseThrow()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The schedule of the learning rate has come to its end at 0 in 10 steps; to go on, give another one");
            assertThat(model.fit(
                                    data,
                                    _ -> model.settings()
                                            .orElseThrow()
                                            .epochs(1)
                                            .schedule(Schedule.cosine()))
                            .epochs())
                    .hasSize(2);
        }
    }
}
