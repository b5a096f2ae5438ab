package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;

class EquivalenceTableTest {

    private static final TaskSpec TASK = Tasks.fashionMnist().withEpochs(2);

    private final RecordFixture fixture = new RecordFixture();

    @Test
    void testsTheDifferenceFromTheReferenceSeedBySeed() {
        runs("dl4j", 2, 0.880, 0.885, 0.875, 0.882, 0.878);
        runs("scratch", 2, 0.881, 0.888, 0.877, 0.881, 0.878);
        runs("pytorch", 2, 0.850, 0.854, 0.846, 0.851, 0.847);

        var table = table().orElseThrow();

        assertThat(table.caption()).isEqualTo("fashion-mnist: difference in test accuracy from dl4j");
        assertThat(table.rows())
                .containsExactly(
                        List.of("scratch", "1, 2, 3, 4, 5", "+0.10", "-0.05 to +0.25", "equivalent"),
                        List.of("pytorch", "1, 2, 3, 4, 5", "-3.04", "-3.13 to -2.95", "different"));
    }

    @Test
    void tellsThatTooFewSeedsShowNothing() {
        runs("dl4j", 2, 0.880, 0.885);
        runs("scratch", 2, 0.890, 0.880);

        assertThat(table().orElseThrow().rows().getFirst()).endsWith("not shown with 2 seeds");
    }

    @Test
    void doesNotTestOneSeed() {
        runs("dl4j", 2, 0.880);
        runs("scratch", 2, 0.882);

        assertThat(table().orElseThrow().rows())
                .containsExactly(List.of("scratch", "1", "+0.20", "–", "not tested: one seed"));
    }

    /** Leaving it out would select by the very thing that is tested. */
    @Test
    void doesNotTestWhereARunDidNotValidate() {
        validated("dl4j", 1, 1);
        validated("dl4j", 2, 1);
        validated("dl4j", 3, 1);
        validated("scratch", 1, 1);
        validated("scratch", 2, 1);
        assertThat(table().orElseThrow().rows().getFirst()).contains("1, 2").endsWith("equivalent");

        validated("scratch", 3, 0.5);

        assertThat(table().orElseThrow().rows().getFirst())
                .contains("1, 2, 3")
                .endsWith("not tested: seed 3 is not validated")
                .element(2)
                .asString()
                .startsWith("-");
    }

    @Test
    void doesNotTestWhereARunHasNoResult() {
        runs("dl4j", 2, 0.880, 0.885, 0.875);
        runs("scratch", 2, 0.880, 0.885);
        fixture.run("scratch", TASK)
                .seed(3)
                .trained(0.88, 1)
                .outcome(new Outcome.Failed("it crashed"))
                .add();

        assertThat(table().orElseThrow().rows().getFirst())
                .contains("1, 2")
                .endsWith("not tested: seed 3 has no result");
    }

    @Test
    void leavesOutPairsThatTrainedForDifferentNumbersOfEpochs() {
        runs("dl4j", 2, 0.880);
        runs("scratch", 1, 0.882);

        assertThat(table().orElseThrow().rows())
                .containsExactly(List.of("scratch", "", "–", "–", "not tested: no seed in common"));
    }

    @Test
    void isLeftOutWithoutTheReferenceOrWithoutAnythingBesideIt() {
        runs("dl4j", 2, 0.880);
        assertThat(table()).isEmpty();
    }

    private Optional<Table> table() {
        return EquivalenceTable.of(TaskResult.of(fixture.build()).getFirst());
    }

    /** As the checked-in reference learned, or only so well. */
    private void validated(String engine, long seed, double share) {
        var reference = ReferencePoints.checkedIn().tasks().getFirst();
        var accuracies = reference.runs().getFirst().accuracies().stream()
                .map(accuracy -> share * accuracy)
                .toList();
        fixture.run(engine, Tasks.task(reference.task()).withBatchSize(reference.batchSize()))
                .seed(seed)
                .data(reference.data())
                .trained(
                        IntStream.range(0, accuracies.size())
                                .mapToObj(i -> new EpochResult(
                                        i + 1, 0.5, 1, 1, 60_000, new Evaluation(0.4, accuracies.get(i), 10_000)))
                                .toList(),
                        new Evaluation(0.4, accuracies.getLast(), 10_000))
                .add();
    }

    private void runs(String engine, int epochs, double... accuracies) {
        for (int i = 0; i < accuracies.length; i++) {
            var evaluation = new Evaluation(0.4, accuracies[i], 10_000);
            fixture.run(engine, TASK)
                    .seed(i + 1)
                    .trained(
                            IntStream.rangeClosed(1, epochs)
                                    .mapToObj(epoch -> new EpochResult(epoch, 0.5, 1, 1, 60_000, evaluation))
                                    .toList(),
                            evaluation)
                    .add();
        }
    }
}
