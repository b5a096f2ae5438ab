package org.scratchcnn.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class TaskResultTest {

    @Test
    void groupsSeedsOfATaskAndOrdersEngines() {
        var record = new RecordFixture()
                .run("zzz", Tasks.spiral())
                .trained(0.8, 1)
                .add()
                .run("dl4j", Tasks.spiral())
                .trained(0.8, 1)
                .add()
                .run("scratch", Tasks.spiral())
                .seed(2)
                .trained(0.8, 1)
                .add()
                .run("scratch", Tasks.spiral())
                .seed(1)
                .trained(0.8, 1)
                .add()
                .build();

        var results = TaskResult.of(record);

        assertThat(results).hasSize(1);
        assertThat(results.getFirst().engines())
                .extracting(EngineResult::engine)
                .containsExactly("scratch", "dl4j", "zzz");
        assertThat(results.getFirst().engines().getFirst().runs())
                .extracting(EngineRun::seed)
                .containsExactly(1L, 2L);
    }

    @Test
    void keepsTrainingsOfDifferentLengthApart() {
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .trained(0.5, 1)
                .add()
                .run("scratch", Tasks.cifar10().withEpochs(2))
                .trained(0.4, 1)
                .add()
                .build();

        assertThat(TaskResult.of(record)).extracting(TaskResult::title).containsExactly("cifar-10", "cifar-10-2");
    }

    @Test
    void keepsBatchesOfDifferentSizeApartAndNamesTheSize() {
        var record = new RecordFixture()
                .run("scratch", Tasks.fashionMnist().withBatchSize(32))
                .timed(1, 2, 3)
                .add()
                .run("scratch", Tasks.fashionMnist().withBatchSize(128))
                .timed(1, 2, 3)
                .add()
                .build();

        assertThat(TaskResult.of(record))
                .extracting(TaskResult::title)
                .containsExactly("fashion-mnist", "fashion-mnist-batch-128");
    }

    @Test
    void takesRunsOfTheSameSeedForForksOfOneMeasurement() {
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .timed(Operation.STEP, List.of(1.0, 2.0))
                .add()
                .run("scratch", Tasks.cifar10())
                .timed(Operation.STEP, List.of(3.0))
                .timed(Operation.FORWARD_ONE, List.of(0.5))
                .add()
                .build();

        var engine = TaskResult.of(record).getFirst().engines().getFirst();

        assertThat(engine.timings(Operation.STEP))
                .contains(new SamplesByStart(List.of(List.of(1.0, 2.0), List.of(3.0))));
        assertThat(engine.timings(Operation.FORWARD_ONE)).contains(SamplesByStart.ofOneStart(List.of(0.5)));
    }

    @Test
    void namesThreadsWhereAnEngineRanWithSeveralNumbersOfThem() {
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .threads(1)
                .timed(1, 2, 3)
                .add()
                .run("scratch", Tasks.cifar10())
                .threads(2)
                .timed(1, 2, 3)
                .add()
                .run("dl4j", Tasks.cifar10())
                .threads(2)
                .timed(1, 2, 3)
                .add()
                .build();

        var result = TaskResult.of(record).getFirst();

        assertThat(result.engines())
                .extracting(result::label)
                .containsExactly("scratch (1 thread)", "scratch (2 threads)", "dl4j");
    }

    @Test
    void comparesWithTheBestReferenceWhoseTimesMayBePublished() {
        assertThat(reference(timed("scratch", "dl4j", "dl4j-shipped").build())).isEqualTo("dl4j");
        assertThat(reference(timed("scratch", "dl4j-shipped").build())).isEqualTo("dl4j-shipped");
        assertThat(reference(timed("scratch", "scratch-naive").build())).isEqualTo("scratch-naive");
        assertThat(reference(timed("scratch", "dl4j-shipped")
                        .run("dl4j", Tasks.cifar10())
                        .timed(1, 2, 3)
                        .outcome(new Outcome.Failed("stopped"))
                        .add()
                        .build()))
                .isEqualTo("dl4j-shipped");
        assertThat(TaskResult.of(timed("dl4j").build()).getFirst().reference()).isEmpty();
    }

    @Test
    void publishesNoTimesOfARunThatFailedOrIsNotFinite() {
        var record = new RecordFixture()
                .run("failed", Tasks.cifar10())
                .trained(0.5, 1)
                .timed(1, 2, 3)
                .outcome(new Outcome.Failed("stopped"))
                .add()
                .run("infinite", Tasks.cifar10())
                .trained(Double.NaN, 1)
                .timed(1, 2, Double.POSITIVE_INFINITY)
                .add()
                .run("unsupported", Tasks.cifar10())
                .outcome(new Outcome.Unsupported("no such layer"))
                .add()
                .run("right", Tasks.cifar10())
                .trained(0.5, 1)
                .timed(1, 2, 3)
                .add()
                .build();

        var engines = TaskResult.of(record).getFirst().engines();

        assertThat(engines)
                .filteredOn(engine -> engine.timings(Operation.STEP).isPresent())
                .extracting(EngineResult::engine)
                .containsExactly("right");
        assertThat(engines)
                .filteredOn(engine -> !engine.trained().isEmpty())
                .extracting(EngineResult::engine)
                .containsExactly("right");
        assertThat(engines)
                .flatExtracting(EngineResult::runs)
                .extracting(run -> Publication.obstacle(run).orElse("none"))
                .containsExactly("failed: stopped", "a result is not finite", "none", "not supported: no such layer");
    }

    @Test
    void describesDataInOneLine() {
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .origin(Origin.NOT_OFFICIAL)
                .timed(1, 2, 3)
                .add()
                .build();

        var data = TaskResult.of(record).getFirst().data();

        assertThat(data.name()).isEqualTo("CIFAR-10 (not the official file)");
        assertThat(data.fingerprint())
                .isEqualTo(
                        "CIFAR-10, not the official file, 40,000 training, 10,000 validation and 10,000 test samples, "
                                + "SHA-256 c59f468a2f67");
    }

    private static RecordFixture timed(String... engines) {
        var fixture = new RecordFixture();
        for (String engine : engines) {
            fixture.run(engine, Tasks.cifar10()).timed(1, 2, 3).add();
        }
        return fixture;
    }

    private static String reference(ComparisonRecord record) {
        return TaskResult.of(record).getFirst().reference().orElseThrow().engine();
    }
}
