package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ColdStartTest {

    private static final long MEBIBYTE = 1 << 20;

    private final RecordFixture fixture = new RecordFixture().suite("start");
    private static final ColdStart SUITE = new ColdStart();

    @Test
    void comparesTimesToTheFirstAndTheHundredthStep() {
        for (int start = 0; start < 3; start++) {
            process("scratch", 500, 900, 100L);
            process("dl4j", 2_000, 4_500, 400L);
            process("pytorch", 1_500, 1_800, 350L);
            process("pytorch-channels-last", 1_000, 2_700, 300L);
        }

        var times = table(0);

        assertThat(times.columns())
                .extracting(Column::heading)
                .containsExactly(
                        "Engine",
                        "to the first step",
                        "times, DL4J with oneDNN",
                        "times, PyTorch, its better layout",
                        "to step 100",
                        "times, DL4J with oneDNN",
                        "times, PyTorch, its better layout");
        assertThat(times.rows())
                .containsExactly(
                        List.of(
                                "scratch",
                                "500 [500, 500]",
                                "≥ 1: 4.00 [4.00, 4.00] reached",
                                "2.00 [2.00, 2.00]",
                                "900 [900, 900]",
                                "≥ 1: 5.00 [5.00, 5.00] reached",
                                "2.00 [2.00, 2.00]"),
                        List.of(
                                "dl4j",
                                "2,000 [2,000, 2,000]",
                                "",
                                "0.500 [0.500, 0.500]",
                                "4,500 [4,500, 4,500]",
                                "",
                                "0.400 [0.400, 0.400]"),
                        List.of(
                                "pytorch",
                                "1,500 [1,500, 1,500]",
                                "1.33 [1.33, 1.33]",
                                "",
                                "1,800 [1,800, 1,800]",
                                "2.50 [2.50, 2.50]",
                                ""),
                        List.of(
                                "pytorch-channels-last",
                                "1,000 [1,000, 1,000]",
                                "2.00 [2.00, 2.00]",
                                "",
                                "2,700 [2,700, 2,700]",
                                "1.67 [1.67, 1.67]",
                                ""));
    }

    @Test
    void comparesTheMemoryThatProcessesHadInUse() {
        process("scratch", 500, 900, 100L);
        process("pytorch", 1_500, 1_800, 80L);

        assertThat(table(1).rows().getFirst()).containsExactly("scratch", "100", "–", "0.800", "101", "–", "0.802");
    }

    @Test
    void judgesTheMemoryOfTheLibraryWithASmallHeapAndTellsItsSpeed() {
        asItComes(400, 2.00);
        smallHeap(200, 2.05);
        process("pytorch", 500, 900, 300L);

        assertThat(table(1).columns().getLast().heading()).isEqualTo("Step, ms");
        assertThat(table(1).rows())
                .filteredOn(row -> row.getFirst().startsWith("scratch"))
                .extracting(row -> row.get(4), row -> row.get(6), List::getLast)
                .containsExactly(
                        tuple("400", "0.753", "2.00 [2.00, 2.00]"),
                        tuple("200", "≥ 1: 1.51, no verdict: one start", "2.05 [2.05, 2.05]"));
        assertThat(table(1).rows())
                .extracting(List::getFirst)
                .containsExactly("scratch", "scratch (heap 64m)", "pytorch");
    }

    @Test
    void saysWhereTheSystemDoesNotTellOfMemory() {
        process("scratch", 500, 900, null);
        process("pytorch", 500, 900, null);

        assertThat(table(1).rows().getFirst()).containsExactly("scratch", "–", "–", "–", "–", "–", "–");
    }

    @Test
    void leavesOutProcessesThatFailed() {
        process("scratch", 500, 900, 100L);
        fixture.run("scratch", ColdStart.TASK)
                .milestone(1, 77, MEBIBYTE)
                .outcome(new Outcome.Failed("stopped"))
                .add();

        assertThat(table(0).rows().getFirst().get(1)).isEqualTo("500");
    }

    @Test
    void isReachedOnlyIfEveryCellIs() {
        process("scratch", 500, 900, 100L);
        process("pytorch", 100, 100, 350L);
        assertThat(reached()).as("Deeplearning4j is missing").isFalse();

        process("dl4j", 2_000, 4_500, 50L);
        assertThat(reached()).as("every process started once").isFalse();
        for (int start = 0; start < 3; start++) {
            process("scratch", 500, 900, 300L);
            smallHeap(60, 2.0);
            process("pytorch", 100, 100, 350L);
            process("dl4j", 2_000, 4_500, 50L);
        }
        assertThat(reached()).isTrue();
    }

    @Test
    void standsInAReportOfItsOwn() {
        process("scratch", 500, 900, 100L);

        assertThat(SUITE.report(fixture.build()).sections())
                .extracting(Section::heading)
                .containsExactly("Start", "Environment");
    }

    @Test
    void startsEveryEngineOnTheSameDrawnBatchesAndTheLibraryWithASmallHeapToo() {
        var runs = SUITE.plan(1, 2, _ -> true).runs();

        assertThat(runs)
                .filteredOn(run -> run.options() == null)
                .extracting(PlannedRun::engine)
                .containsExactly("scratch", "dl4j", "dl4j-shipped", "pytorch", "pytorch-channels-last");
        assertThat(runs)
                .filteredOn(run -> run.options() != null)
                .extracting(PlannedRun::engine, PlannedRun::options)
                .containsExactly(tuple("scratch", new EngineOptions(2, ColdStart.SMALL_HEAP)));
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.START);
            assertThat(run.task()).isEqualTo(ColdStart.TASK);
            assertThat(run.milestones()).containsExactly(1, 100, 300);
        });
    }

    private void asItComes(long mebibytes, double step) {
        timed(mebibytes, step).add();
    }

    private void smallHeap(long mebibytes, double step) {
        timed(mebibytes, step).heap(ColdStart.SMALL_HEAP).add();
    }

    private RecordFixture.RunFixture timed(long mebibytes, double step) {
        return fixture.run("scratch", ColdStart.TASK)
                .origin(Origin.GENERATED)
                .milestone(1, 500, null)
                .milestone(100, 900, mebibytes * MEBIBYTE)
                .milestone(300, 1_500, mebibytes * MEBIBYTE)
                .timed(Operation.STEP, List.of(step, step));
    }

    private void process(String engine, double first, double hundredth, @Nullable Long mebibytes) {
        fixture.run(engine, ColdStart.TASK)
                .origin(Origin.GENERATED)
                .milestone(1, first, bytes(mebibytes, -1))
                .milestone(100, hundredth, bytes(mebibytes, 0))
                .milestone(300, 2 * hundredth, bytes(mebibytes, 1))
                .add();
    }

    private static @Nullable Long bytes(@Nullable Long mebibytes, int more) {
        if (mebibytes == null) {
            return null;
        }
        return (mebibytes + more) * MEBIBYTE;
    }

    private boolean reached() {
        return SUITE.reached(fixture.build());
    }

    private Table table(int index) {
        return SectionTables.of(SUITE.report(fixture.build()), "Start").get(index);
    }
}
