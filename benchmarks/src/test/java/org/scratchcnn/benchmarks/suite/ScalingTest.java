package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.suite.Scaling.Dimension;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ScalingTest {

    private final RecordFixture fixture = new RecordFixture().suite("scaling");

    @Test
    void givesEachImagesTimeAndTheCostOfTheSameWorkBesideTheNeighbour() {
        step(Dimension.BATCH_SIZE, 64, 2, 10.0);
        step(Dimension.BATCH_SIZE, 128, 2, 16.0);

        var rows = tables().getFirst().rows();

        assertThat(rows.get(0).subList(0, 4)).containsExactly("64", "64", "10.0 [10.0, 10.0]", "156 [156, 156]");
        assertThat(rows.get(0).subList(5, 7)).containsExactly("", "");
        assertThat(rows.get(1).subList(0, 4)).containsExactly("128", "128", "16.0 [16.0, 16.0]", "125 [125, 125]");
        assertThat(rows.get(1).subList(5, 7)).containsExactly("0.800 [0.800, 0.800]", "");
    }

    @Test
    void takesTheWorkOutOfTheCost() {
        double one = flops(16);
        double other = flops(32);
        step(Dimension.CHANNELS, 16, 2, one);
        step(Dimension.CHANNELS, 32, 2, 1.25 * other);

        assertThat(tables().getFirst().rows().get(1).get(5)).isEqualTo("1.25 [1.25, 1.25]");
    }

    @Test
    void marksWhereTheSameWorkTakesMuchLonger() {
        step(Dimension.BATCH_SIZE, 8, 2, 1.0);
        step(Dimension.BATCH_SIZE, 15, 2, 1.1 * 15 / 8 * 1.5);
        step(Dimension.BATCH_SIZE, 16, 2, 1.0);
        step(Dimension.BATCH_SIZE, 17, 2, 2.0);
        step(Dimension.BATCH_SIZE, 33, 2, 2.0);

        assertThat(tables().getFirst().rows()).extracting(List::getLast).containsExactly("", "CLIFF", "", "CLIFF", "");
    }

    @Test
    void comparesThreadsOnTheSameTask() {
        step(Dimension.THREADS, 1, 1, 4.0);
        step(Dimension.THREADS, 2, 2, 2.0);

        var tables = tables();

        assertThat(tables)
                .extracting(table -> table.columns().getFirst().heading())
                .containsExactly("batch size", "threads");
        assertThat(tables.getLast().rows()).extracting(List::getFirst).containsExactly("1", "2");
        assertThat(tables.getLast().rows().get(1).get(5)).isEqualTo("0.500 [0.500, 0.500]");
    }

    @Test
    void hasAChartAndATableForEveryDimension() {
        for (var dimension : Dimension.values()) {
            for (int value : dimension.values(2)) {
                step(dimension, value, dimension == Dimension.THREADS ? value : 2, value);
            }
        }

        var content = new Scaling().report(fixture.build());

        assertThat(content.sections())
                .extracting(Section::heading)
                .containsExactly(
                        "Scaling with batch size",
                        "Scaling with image side",
                        "Scaling with channels",
                        "Scaling with threads",
                        "Environment");
        assertThat(content.figures())
                .extracting(figure -> figure.name())
                .containsExactly("scaling-batch-size", "scaling-image-side", "scaling-channels", "scaling-threads");
    }

    @Test
    void timesTheLibraryAtEveryPointOfEveryDimensionOnce() {
        var runs = new Scaling().plan(1, 3, _ -> true).runs();

        assertThat(runs).doesNotHaveDuplicates();
        for (var dimension : Dimension.values()) {
            for (int value : dimension.values(3)) {
                int threads = dimension == Dimension.THREADS ? value : 3;
                assertThat(runs)
                        .as("%s %d", dimension, value)
                        .filteredOn(run -> run.task().equals(dimension.task(value))
                                && new EngineOptions(threads).equals(run.options()))
                        .singleElement()
                        .satisfies(run -> assertThat(run.operations()).containsExactly(Operation.STEP));
            }
        }
        assertThat(runs).extracting(PlannedRun::engine).containsOnly("scratch");
    }

    private static double flops(int channels) {
        return Dimension.CHANNELS.task(channels).network().resolve().trainingFlops();
    }

    private void step(Dimension dimension, int value, int threads, double milliseconds) {
        fixture.run("scratch", dimension.task(value))
                .threads(threads)
                .timed(Operation.STEP, List.of(milliseconds, milliseconds))
                .add();
    }

    private List<Table> tables() {
        return SectionTables.of(new Scaling().report(fixture.build()), "Scaling with");
    }
}
