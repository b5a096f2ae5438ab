package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferenceCurves;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;

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
    void namesTheReferenceThatRunsAreHeldAgainst() {
        trained("scratch", 1, accuracy -> accuracy);

        assertThat(table().notes())
                .anySatisfy(note -> assertThat(note)
                        .contains(
                                reference.runs().size() + " reference runs of dl4j",
                                reference.revision().commit().substring(0, 12)));
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

    /** A mean of those alone that learned well would be selected by what it tells. */
    @Test
    void countsWhatARunThatDidNotValidateLearnedButNotItsTime() {
        trained("scratch", 1, accuracy -> accuracy);
        trained("scratch", 2, _ -> 0.1);
        double mean = 50 * (reference.runs().getFirst().accuracies().getLast() + 0.1);

        var rows = rows();

        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst())
                .contains("1, 2", "2.00 s (1 of 2 runs)")
                .endsWith("1 of 2 validated")
                .anyMatch(cell -> cell.startsWith(String.format(Locale.ROOT, "%.1f ± ", mean)));
        assertThat(rows.get(1)).contains("2.00 s").endsWith("validated");
        assertThat(rows.getLast()).contains("10.0 %").doesNotContain("2.00 s");
    }

    @Test
    void countsNothingOfARunThatFailed() {
        trained("scratch", 1, accuracy -> accuracy);
        fixture.run("scratch", task)
                .seed(2)
                .data(reference.data())
                .trained(epochs(List.of(0.1)), new Evaluation(0.5, 0.1, 100))
                .outcome(new Outcome.Failed("it crashed"))
                .add();

        assertThat(rows().getFirst()).contains("1 (1 of 2 runs)", "2.00 s").endsWith("1 of 2 validated");
    }

    @Test
    void saysHowFarTheReferenceReachesWhereATrainingWentOn() {
        var known = reference.runs().getFirst().accuracies();
        for (long seed = 1; seed <= 2; seed++) {
            var longer = Stream.concat(known.stream(), Stream.of(0.1)).toList();
            fixture.run("scratch", task)
                    .seed(seed)
                    .data(reference.data())
                    .trained(epochs(longer), new Evaluation(0.5, 0.1, 100))
                    .add();
        }

        assertThat(rows().getFirst()).endsWith("2 of 2 validated");
        assertThat(rows().getLast()).endsWith("validated up to epoch " + known.size());
    }

    @Test
    void saysThatThereIsNoReference() {
        fixture.run("scratch", task.withBatchSize(7)).trained(0.5, 1).add();

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row).endsWith("no reference"));
    }

    @Test
    void saysWhichRunsReachedTheTargetAndGivesNoMeanTimeWhereOneMissed() {
        fixture.target(0.88);
        for (double best : List.of(0.90, 0.85)) {
            fixture.run("scratch", Tasks.fashionMnist().withBatchSize(7))
                    .seed(best == 0.90 ? 1 : 2)
                    .trained(epochs(List.of(0.5, best)), new Evaluation(0.5, 0.5, 10_000))
                    .add();
        }

        assertThat(table().columns().get(5).heading()).isEqualTo("88 % on test samples");
        assertThat(rows())
                .extracting(row -> row.get(5))
                .containsExactly("1 of 2 runs", "reached", "no, at best 85.00 %");
        assertThat(rows().getFirst().get(3)).as("mean time where a run missed").isEqualTo("–");
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

    private Table table() {
        var record = fixture.build();
        return AccuracyTable.of(record, TaskResult.of(record).getFirst()).orElseThrow();
    }

    private List<List<String>> rows() {
        return table().rows();
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
