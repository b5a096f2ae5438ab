package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.suite.ColdStart;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Layers;
import org.scratchcnn.reports.suite.Scaling;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class EngineSetTest {

    private static final List<PlannedRun> HEADLINE =
            EngineSet.HEADLINE.plan(1, 2, _ -> true).runs();

    @ParameterizedTest
    @EnumSource
    void isFoundByItsTitle(EngineSet set) {
        assertThat(EngineSet.named(set.title())).contains(set);
        assertThat(set.plan(1, 2, _ -> true).suite()).contains(set.title());
    }

    @Test
    void isTitledAsReportsKnowIt() {
        assertThat(EngineSet.HEADLINE.title()).isEqualTo(Headline.SUITE);
        assertThat(EngineSet.START.title()).isEqualTo(ColdStart.SUITE);
        assertThat(EngineSet.SCALING.title()).isEqualTo(Scaling.SUITE);
        assertThat(EngineSet.LAYERS.title()).isEqualTo(Layers.SUITE);
    }

    @Test
    void isNotFoundByAnyOtherName() {
        assertThat(EngineSet.named("nope")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void runsOnlyEnginesThatThereAre(EngineSet set) {
        assertThat(EngineNames.ALL).containsAll(set.engines());
    }

    @Test
    void measuresEverythingThatTheHeadlineHasATargetFor() {
        for (var row : Headline.rows()) {
            assertThat(engines(row)).contains(Headline.ENGINE);
            for (var peer : row.ratios().keySet()) {
                assertThat(engines(row)).containsAll(peer.engines());
            }
        }
        for (var peak : Headline.peakShares()) {
            assertThat(HEADLINE)
                    .filteredOn(run ->
                            run.task().equals(peak.task()) && run.operations().contains(Operation.STEP))
                    .extracting(PlannedRun::engine)
                    .contains(Headline.ENGINE, Headline.DIRECT_ENGINE);
        }
    }

    @Test
    void timesOperationsInAProcessOfTheirTaskAndEngine() {
        assertThat(HEADLINE).doesNotHaveDuplicates().allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.TIME_STEPS);
            assertThat(HEADLINE)
                    .filteredOn(other ->
                            other.task().equals(run.task()) && other.engine().equals(run.engine()))
                    .hasSize(1);
        });
        assertThat(run("scratch", 32).operations())
                .containsExactly(Operation.FORWARD, Operation.FORWARD_ONE, Operation.STEP);
        assertThat(run("dl4j-shipped", 32).operations()).containsExactly(Operation.STEP);
        assertThat(run("dl4j", 128).operations()).containsExactly(Operation.STEP);
    }

    @Test
    void warmsUpLongerWhereStepsAreShort() {
        assertThat(HEADLINE)
                .filteredOn(run -> run.task().name().equals("spiral"))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.timing().warmupSeconds())
                        .isGreaterThan(run("scratch", 32).timing().warmupSeconds()));
    }

    @Test
    void repeatsTheWholeRoundSoThatEnginesTakeTurns() {
        var runs = EngineSet.HEADLINE.plan(3, 2, _ -> true).runs();

        assertThat(runs).hasSize(3 * HEADLINE.size());
        for (int round = 0; round < 3; round++) {
            assertThat(runs.subList(round * HEADLINE.size(), (round + 1) * HEADLINE.size()))
                    .isEqualTo(HEADLINE);
        }
    }

    @Test
    void leavesOutEnginesThatAreNotThere() {
        var built = Set.of("scratch", "dl4j");

        assertThat(EngineSet.HEADLINE.plan(1, 2, built::contains).runs())
                .extracting(PlannedRun::engine)
                .containsOnly("scratch", "dl4j");
    }

    /** Intervals over fewer processes say next to nothing. */
    @ParameterizedTest
    @EnumSource
    void runsAtLeastThreeRoundsWhereNothingElseIsAskedFor(EngineSet set) {
        assertThat(set.defaultRounds()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void refusesToRunNoRoundAtAll() {
        assertThatThrownBy(() -> EngineSet.HEADLINE.plan(0, 2, _ -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A set needs at least 1 round, but was given 0");
    }

    @Test
    void startsEveryEngineOnTheSameDrawnBatches() {
        var runs = EngineSet.START.plan(1, 2, _ -> true).runs();

        assertThat(runs)
                .filteredOn(run -> run.options() == null)
                .extracting(PlannedRun::engine)
                .containsExactlyElementsOf(ColdStart.engines());
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.START);
            assertThat(run.task()).isEqualTo(ColdStart.task());
            assertThat(run.milestones()).containsExactly(1, 100, 300);
        });
    }

    @Test
    void startsTheLibraryWithLessHeapTooAndTimesItsSteps() {
        var library = EngineSet.START.plan(1, 2, _ -> true).runs().stream()
                .filter(run -> run.engine().equals(ColdStart.ENGINE))
                .toList();

        assertThat(library).allSatisfy(run -> assertThat(run.operations()).containsExactly(Operation.STEP));
        assertThat(library)
                .flatExtracting(run -> Stream.ofNullable(run.options()).toList())
                .containsExactlyElementsOf(ColdStart.heaps().stream()
                        .map(heap -> new EngineOptions(2, heap))
                        .toList());
    }

    @Test
    void timesTheLibraryAtEveryPointOfEveryDimensionOnce() {
        var runs = EngineSet.SCALING.plan(1, 3, _ -> true).runs();

        assertThat(runs).doesNotHaveDuplicates();
        for (var dimension : Scaling.Dimension.values()) {
            for (int value : dimension.values(3)) {
                int threads = dimension == Scaling.Dimension.THREADS ? value : 3;
                assertThat(runs)
                        .as("%s %d", dimension, value)
                        .filteredOn(run -> run.task().equals(dimension.task(value))
                                && new EngineOptions(threads).equals(run.options()))
                        .singleElement()
                        .satisfies(run -> assertThat(run.operations()).containsExactly(Operation.STEP));
            }
        }
        assertThat(runs).extracting(PlannedRun::engine).containsOnly(Scaling.ENGINE);
    }

    @Test
    void takesTheStepsOfEveryTaskApartAndTimesWholePassesBeside() {
        var runs = EngineSet.LAYERS.plan(1, 2, _ -> true).runs();

        assertThat(runs).doesNotHaveDuplicates().allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.LAYERS);
            assertThat(run.operations()).isEqualTo(Operation.OF_TRAINING);
        });
        for (var engine : List.of("scratch", "dl4j", "pytorch")) {
            assertThat(runs)
                    .filteredOn(run -> run.engine().equals(engine))
                    .extracting(PlannedRun::task)
                    .as(engine)
                    .containsExactlyInAnyOrderElementsOf(Tasks.all());
        }
    }

    private static List<String> engines(Headline.Row row) {
        return HEADLINE.stream()
                .filter(run -> run.task().equals(row.task()) && run.operations().contains(row.operation()))
                .map(PlannedRun::engine)
                .toList();
    }

    private static PlannedRun run(String engine, int batchSize) {
        return HEADLINE.stream()
                .filter(run -> run.engine().equals(engine)
                        && run.task().equals(Tasks.fashionMnist().withBatchSize(batchSize)))
                .findFirst()
                .orElseThrow();
    }
}
