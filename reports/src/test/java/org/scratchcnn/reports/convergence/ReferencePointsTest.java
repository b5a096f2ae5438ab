package org.scratchcnn.reports.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Suspicious;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.RecordFixture.RunFixture;

class ReferencePointsTest {

    private static final TaskSpec TASK = Tasks.fashionMnist().withEpochs(2);

    /** Means 0.84 and 0.88, standard deviations 0.01 and 0. */
    private final ReferencePoints points = points(
            "dl4j",
            new double[] {0.83, 0.88},
            new double[] {0.84, 0.88},
            new double[] {0.85, 0.88},
            new double[] {0.83, 0.88},
            new double[] {0.85, 0.88});

    @Test
    void validatesARunThatLearnsAsTheReferenceDoes() {
        assertThat(judge(0.86, 0.883)).isEqualTo(new Validated(2));
        assertThat(judge(0.82)).isEqualTo(new Validated(1));
    }

    @Test
    void judgesOnlyTheEpochsThatBothKnow() {
        assertThat(judge(0.84, 0.88, 0.10, 0.10)).isEqualTo(new Validated(2));
    }

    /** Of two judged epochs each has half of the error of 1 %: t is 5.5976 for 4 degrees of freedom. */
    @Test
    void expectsAccuraciesWithinThePredictionInterval() {
        double half = 5.5976 * 0.01 * Math.sqrt(1.2);

        assertThat(judge(0.84 - half + 1e-6, 0.88)).isEqualTo(new Validated(2));
        assertThat(judge(0.84 - half - 1e-6, 0.88)).isInstanceOfSatisfying(Suspicious.class, suspicious -> {
            assertThat(suspicious.accuracy()).isLessThan(suspicious.expected().lower());
            assertThat(suspicious.epoch()).isEqualTo(1);
            assertThat(suspicious.expected().lower()).isCloseTo(0.84 - half, within(1e-6));
            assertThat(suspicious.expected().upper()).isCloseTo(0.84 + half, within(1e-6));
        });
    }

    @Test
    void flagsARunThatLearnsTooFastOrTooSlowlyByTheLastEpochThatIsOff() {
        assertThat(judge(0.84, 0.93)).isInstanceOfSatisfying(Suspicious.class, suspicious -> {
            assertThat(suspicious.accuracy())
                    .isGreaterThan(suspicious.expected().upper());
            assertThat(suspicious.words(2))
                    .isEqualTo("suspiciously fast: 93.00 % after epoch 2, expected 87.50 to 88.50 %");
        });
        assertThat(judge(0.99, 0.10)).isInstanceOfSatisfying(Suspicious.class, suspicious -> {
            assertThat(suspicious.accuracy()).isLessThan(suspicious.expected().lower());
            assertThat(suspicious.words(2)).startsWith("suspiciously slow: 10.00 % after epoch 2");
        });
    }

    @Test
    void flagsNothingWithinHalfAPointHoweverLittleTheReferenceVaries() {
        assertThat(judge(0.84, 0.8849)).isEqualTo(new Validated(2));
        assertThat(judge(0.84, 0.8851)).isInstanceOf(Suspicious.class);
    }

    @Test
    void looksAtEveryDoublingOfTheEpochAndAtTheLast() {
        double[] flat = IntStream.range(0, 7).mapToDouble(_ -> 0.5).toArray();
        var long7 = points("dl4j", flat, flat, flat, flat, flat);

        for (int epoch = 1; epoch <= 7; epoch++) {
            double[] accuracies = flat.clone();
            accuracies[epoch - 1] = 0.9;
            boolean looked = List.of(1, 2, 4, 7).contains(epoch);

            assertThat(long7.judge(run("scratch", TASK, 1, accuracies)))
                    .as("off after epoch %d", epoch)
                    .isInstanceOf(looked ? Suspicious.class : Validated.class);
        }
    }

    @Test
    void hasNoReferenceForAnotherBatchSizeTaskOrData() {
        double[] wrong = {0.1, 0.1};

        assertThat(points.judge(run("scratch", TASK, 1, wrong))).isInstanceOf(Suspicious.class);
        assertThat(points.judge(run("scratch", TASK.withEpochs(9), 4, wrong))).isInstanceOf(Suspicious.class);
        assertThat(points.judge(run("scratch", TASK.withBatchSize(64), 1, wrong)))
                .isEqualTo(new NoReference());
        assertThat(points.judge(run("scratch", Tasks.cifar10(), 1, wrong))).isEqualTo(new NoReference());
        assertThat(points.judge(only(fixture("scratch", TASK, 1, wrong).origin(Origin.STAND_IN))))
                .isEqualTo(new NoReference());
        assertThat(points.judge(only(fixture("scratch", TASK, 1, wrong).outcome(new Outcome.Failed("no memory")))))
                .isEqualTo(new NoReference());
    }

    @Test
    void takesDrawnDataForTheSameWhateverTheirSeed() {
        var fixture = new RecordFixture();
        for (int seed = 1; seed <= 5; seed++) {
            spiral("dl4j", fixture, seed, 0.85).add();
        }
        var drawn = ReferencePoints.of(fixture.build());

        assertThat(drawn.judge(only(spiral("scratch", new RecordFixture(), 9, 0.1))))
                .isInstanceOf(Suspicious.class);
    }

    @Test
    void takesPyTorchsRunsOfTasksThatTheReferenceEngineDidNotTrain() {
        var fixture = new RecordFixture();
        for (int seed = 1; seed <= 5; seed++) {
            spiral("dl4j", fixture, seed, 0.85).add();
            spiral("pytorch", fixture, seed, 0.2).add();
            fixture(fixture, "pytorch", TASK, seed, 0.84).add();
        }

        assertThat(ReferencePoints.of(fixture.build()).tasks())
                .extracting(ReferenceCurves::task, curves -> curves.engine().engine())
                .containsExactly(tuple("spiral", "dl4j"), tuple("fashion-mnist", "pytorch"));
    }

    @Test
    void isMadeOfTheReferenceEnginesRunsAndHowTheyWereMeasured() {
        var curves = points.tasks().getFirst();

        assertThat(curves.task()).isEqualTo("fashion-mnist");
        assertThat(curves.batchSize()).isEqualTo(32);
        assertThat(curves.command()).isEqualTo("./cnn compare --task spiral,fashion-mnist");
        assertThat(curves.revision().commit()).hasSize(40);
        assertThat(curves.engine().engine()).isEqualTo("dl4j");
        assertThat(curves.runs()).extracting(ReferenceCurves.Curve::seed).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(curves.runs().getFirst().accuracies()).containsExactly(0.83, 0.88);
        assertThat(curves.runs().getFirst().testAccuracy()).isEqualTo(0.88);
    }

    @Test
    void refusesTooFewRunsAndRecordsWithoutTheReferenceEngine() {
        double[] once = {0.8};

        assertThatThrownBy(() -> points("dl4j", once, once, once, once))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Reference curves of fashion-mnist need at least 5 runs, but there are 4");
        assertThatThrownBy(() -> points("scratch", once, once, once, once, once))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no completed training of dl4j");
    }

    @Test
    void replacesTheTasksThatAreMeasuredAnewAndKeepsTheOthers() {
        double[] once = {0.8};
        var newer = points("dl4j", once, once, once, once, once);
        var other = new ReferencePoints(List.of());

        assertThat(points.with(newer)).isEqualTo(newer);
        assertThat(points.with(other)).isEqualTo(points);
        assertThat(other.with(points)).isEqualTo(points);
    }

    @Test
    void readsBackWhatItWrites() {
        assertThat(RecordJson.read(RecordJson.writeIndented(points), ReferencePoints.class))
                .isEqualTo(points);
    }

    private Convergence judge(double... accuracies) {
        return points.judge(run("scratch", TASK, 1, accuracies));
    }

    private static ReferencePoints points(String engine, double[]... curves) {
        var fixture = new RecordFixture();
        for (int i = 0; i < curves.length; i++) {
            fixture(fixture, engine, TASK, i + 1, curves[i]).add();
        }
        return ReferencePoints.of(fixture.build());
    }

    private static EngineRun run(String engine, TaskSpec task, long seed, double... accuracies) {
        return only(fixture(engine, task, seed, accuracies));
    }

    private static EngineRun only(RunFixture run) {
        return run.add().build().runs().getLast();
    }

    private static RunFixture fixture(String engine, TaskSpec task, long seed, double... accuracies) {
        return fixture(new RecordFixture(), engine, task, seed, accuracies);
    }

    private static RunFixture fixture(
            RecordFixture fixture, String engine, TaskSpec task, long seed, double... accuracies) {
        var epochs = IntStream.range(0, accuracies.length)
                .mapToObj(i -> new EpochResult(i + 1, 0.5, 1, 1, 60_000, new Evaluation(0.5, accuracies[i], 10_000)))
                .toList();
        return fixture.run(engine, task)
                .seed(seed)
                .trained(epochs, epochs.getLast().evaluation());
    }

    private static RunFixture spiral(String engine, RecordFixture fixture, long seed, double accuracy) {
        return fixture(fixture, engine, Tasks.spiral().withEpochs(1), seed, accuracy)
                .data(new DataFingerprint(
                        "Spiral", Origin.GENERATED, new TreeMap<>(Map.of("points", "0" + seed)), 3_200, 0, 800));
    }
}
