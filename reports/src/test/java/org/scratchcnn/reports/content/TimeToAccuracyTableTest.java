package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;

class TimeToAccuracyTableTest {

    private static final TaskSpec TASK = Tasks.fashionMnist().withEpochs(4);

    private final RecordFixture fixture = new RecordFixture().target(0.88);

    @Test
    void addsUpTheEpochsUntilTheAccuracyIsReached() {
        run(1, 2.0, 0.80, 0.88);

        var table = table();

        assertThat(table.caption())
                .isEqualTo("fashion-mnist: epochs and seconds to an accuracy of 88 % on the test samples");
        assertThat(table.rows())
                .containsExactly(
                        List.of("scratch", "2.00", "3.00", "4.00", "", "1 of 1 runs got there"),
                        List.of("· seed 1", "2.00", "3.00", "4.00", "88.00 %", ""));
    }

    @Test
    void averagesTheRunsWhereAllGotThere() {
        run(1, 2.0, 0.80, 0.89);
        run(2, 1.0, 0.90);
        run(3, 2.5, 0.70, 0.89);

        assertThat(table().rows().getFirst())
                .containsExactly("scratch", "1.67 ± 0.58", "2.50 ± 1.56", "3.33 ± 2.08", "", "3 of 3 runs got there");
    }

    @Test
    void hasNoMeanWhereARunDidNotGetThere() {
        run(1, 2.0, 0.90);
        run(2, 2.0, 0.70, 0.80, 0.85, 0.84);
        fixture.run("scratch", TASK)
                .seed(3)
                .trained(epochs(2.0, 0.90), new Evaluation(0.5, 0.9, 10_000))
                .outcome(new Outcome.Failed("out of memory"))
                .add();

        assertThat(table().rows())
                .containsExactly(
                        List.of("scratch", "–", "–", "–", "", "1 of 3 runs got there"),
                        List.of("· seed 1", "1.00", "1.50", "2.00", "90.00 %", ""),
                        List.of("· seed 2", "–", "–", "–", "85.00 %", "did not get there in 4 epochs"),
                        List.of("· seed 3", "–", "–", "–", "", "not published: failed: out of memory"));
    }

    @Test
    void isLeftOutWhereTrainingHadNoTarget() {
        var record = new RecordFixture()
                .run("scratch", TASK)
                .trained(epochs(2.0, 0.9), new Evaluation(0.5, 0.9, 10_000))
                .add()
                .build();

        assertThat(TimeToAccuracyTable.of(record, TaskResult.of(record).getFirst()))
                .isEmpty();
    }

    @Test
    void saysThatAccuracyIsOfTheValidationSamplesWhereThereAreSome() {
        fixture.run("scratch", Tasks.cifar10())
                .trained(epochs(2.0, 0.9), new Evaluation(0.5, 0.9, 10_000))
                .add();

        assertThat(table().caption()).endsWith("an accuracy of 88 % on the validation samples");
    }

    private Table table() {
        ComparisonRecord record = fixture.build();
        return TimeToAccuracyTable.of(record, TaskResult.of(record).getFirst()).orElseThrow();
    }

    private void run(long seed, double secondsPerEpoch, double... accuracies) {
        fixture.run("scratch", TASK)
                .seed(seed)
                .trained(
                        epochs(secondsPerEpoch, accuracies),
                        new Evaluation(0.5, accuracies[accuracies.length - 1], 10_000))
                .add();
    }

    /** Of the seconds, three quarters within steps. */
    private static List<EpochResult> epochs(double seconds, double... accuracies) {
        return IntStream.range(0, accuracies.length)
                .mapToObj(i -> new EpochResult(
                        i + 1, 0.5, seconds, 0.75 * seconds, 60_000, new Evaluation(0.5, accuracies[i], 10_000)))
                .toList();
    }
}
