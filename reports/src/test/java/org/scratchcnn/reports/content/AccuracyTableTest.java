package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.core.spec.TaskSpec;
import org.scratchcnn.core.training.EpochResult;
import org.scratchcnn.core.training.Evaluation;
import org.scratchcnn.core.zoo.Tasks;
import org.scratchcnn.reports.RecordFixture;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferenceCurves;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;

/** Of runs that are held against the checked-in reference. */
class AccuracyTableTest {

    private final ReferenceCurves reference =
            ReferencePoints.checkedIn().tasks().getFirst();
    private final TaskSpec task = Tasks.task(reference.task()).withBatchSize(reference.batchSize());
    private final RecordFixture fixture = new RecordFixture();

    @Test
    void showsThatARunLearnedAsTheReferenceDoes() {
        trained("scratch", 1, accuracy -> accuracy);

        assertThat(rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row).startsWith("scratch").contains("2.00 s").endsWith("validated"));
    }

    @Test
    void flagsARunThatLearnedTooSlowlyAndKeepsItsTimesBack() {
        trained("scratch", 1, accuracy -> accuracy / 2);

        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.getLast()).startsWith("suspiciously slow: "))
                .satisfies(row -> assertThat(row).contains("–").doesNotContain("2.00 s"));
        assertThat(result().trained()).isEmpty();
    }

    @Test
    void flagsARunThatLearnedTooFast() {
        trained("scratch", 1, _ -> 1);

        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("100.0 %")
                        .doesNotContain("2.00 s")
                        .last()
                        .asString()
                        .startsWith("suspiciously fast: "));
    }

    @Test
    void leavesARunThatDidNotValidateOutOfTheMean() {
        trained("scratch", 1, accuracy -> accuracy);
        trained("scratch", 2, _ -> 0.1);

        var rows = rows();

        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst()).contains("1 (1 of 2 runs)").endsWith("1 of 2 validated");
        assertThat(rows.get(1)).endsWith("validated");
        assertThat(rows.getLast()).contains("10.0 %");
    }

    /** Whoever changes a task has to measure its reference again. */
    @Test
    void knowsTheTasksThatTheReferenceWasMeasuredOn() {
        assertThat(ReferencePoints.checkedIn().tasks()).allSatisfy(curves -> {
            var run = curves.runs().getFirst();
            var record = new RecordFixture();
            record.run("scratch", Tasks.task(curves.task()).withBatchSize(curves.batchSize()))
                    .data(curves.data())
                    .trained(epochs(run.accuracies()), new Evaluation(0.5, run.testAccuracy(), 100))
                    .add();

            assertThat(ReferencePoints.checkedIn().judge(record.build().runs().getFirst()))
                    .isInstanceOf(Validated.class);
        });
    }

    private List<List<String>> rows() {
        return new AccuracyTable(TaskResult.of(fixture.build()).getFirst())
                .table()
                .rows();
    }

    private EngineResult result() {
        return TaskResult.of(fixture.build()).getFirst().engines().getFirst();
    }

    private void trained(String engine, long seed, DoubleUnaryOperator change) {
        var accuracies = reference.runs().getFirst().accuracies().stream()
                .map(change::applyAsDouble)
                .toList();
        fixture.run(engine, task)
                .seed(seed)
                .data(reference.data())
                .trained(epochs(accuracies), new Evaluation(0.5, accuracies.getLast(), 100))
                .add();
    }

    /** Two seconds altogether. */
    private static List<EpochResult> epochs(List<Double> accuracies) {
        return IntStream.range(0, accuracies.size())
                .mapToObj(i -> new EpochResult(
                        i + 1,
                        0.5,
                        2.0 / accuracies.size(),
                        1.0 / accuracies.size(),
                        60_000,
                        new Evaluation(0.5, accuracies.get(i), 10_000)))
                .toList();
    }
}
