package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class LayersTest {

    private static final String REMARK = "its gradient is made elsewhere";

    private final RecordFixture fixture = new RecordFixture().suite("layers");

    @BeforeEach
    void measure() {
        var conv = "Conv2d(1→16, 3×3)";
        fixture.run("scratch", Tasks.fashionMnist())
                .timed(1.5, 3.5, 4.5)
                .layer(StepPart.ofNoLayer(Kind.INPUT), List.of(0.25, 0.25))
                .layer(part(Kind.FORWARD, "0", conv, 1_000_000), List.of(1.0, 1.0))
                .layer(part(Kind.FORWARD, "2", "MaxPool2d(2×2)", 0), List.of(0.5, 0.5))
                .layer(StepPart.ofNoLayer(Kind.OUTPUT), List.of(0.125, 0.125))
                .layer(
                        new StepPart(Kind.GRADIENT_BY_WEIGHT, "0", conv, "[16, 28, 28]", 1_000_000, REMARK),
                        List.of(3.0, 3.0))
                .layer(part(Kind.UPDATE, "0", conv, 0), List.of(0.0625, 0.0625))
                .add();
        fixture.run("dl4j", Tasks.fashionMnist()).timed(3, 8, 9).add();
    }

    private static StepPart part(Kind kind, String path, String layer, long flops) {
        return new StepPart(kind, path, layer, "[16, 28, 28]", flops, "");
    }

    private List<Table> tables() {
        return SectionTables.of(Layers.ofMeasured().report(fixture.build()), "Layers of");
    }

    @Test
    void givesEachLayersPassesTheirRateAndTheirAllocations() {
        var rows = tables().getLast().rows();

        assertThat(rows)
                .extracting(List::getFirst)
                .containsExactly("(input)", "0 Conv2d(1→16, 3×3)", "2 MaxPool2d(2×2)", "(output)", "Sum");
        // Two passes of 32 images at a million operations each, in 4 ms.
        assertThat(rows.get(1).subList(1, 7))
                .containsExactly(
                        "[16, 28, 28]",
                        "1.00 [1.00, 1.00]",
                        "–",
                        "3.00 [3.00, 3.00]",
                        "0.0625 [0.0625, 0.0625]",
                        "16.0 [16.0, 16.0]");
        assertThat(rows.get(2).get(6)).isEqualTo("–");
        assertThat(rows).extracting(List::getLast).containsOnly("0");
    }

    @Test
    void addsLayersUpBesideWholePasses() {
        assertThat(tables().get(1).rows().getLast().subList(2, 6))
                .containsExactly("1.88 [1.88, 1.88]", "–", "3.00 [3.00, 3.00]", "0.0625 [0.0625, 0.0625]");
        var passes = tables().getFirst().rows().getFirst();
        assertThat(passes.getFirst()).isEqualTo("scratch");
        assertThat(passes.get(4)).startsWith("4.");
        assertThat(passes.getLast()).isEqualTo("4.94 [4.94, 4.94]");
    }

    @Test
    void saysWhichEnginesCantBeSplit() {
        assertThat(tables()).hasSize(2);
        var row = tables().getFirst().rows().getLast();
        assertThat(row.getFirst()).isEqualTo("dl4j");
        assertThat(row.get(4)).startsWith("9.");
        assertThat(row.getLast()).isEqualTo("can't be split by layer");
    }

    @Test
    void showsWholePassesOfTheOthersWhereNoEngineCanBeSplit() {
        var record = new RecordFixture()
                .suite("layers")
                .run("scratch", Tasks.fashionMnist())
                .outcome(new Outcome.Failed("it crashed"))
                .add()
                .run("dl4j", Tasks.fashionMnist())
                .timed(3, 8, 9)
                .add()
                .build();

        var tables = SectionTables.of(Layers.ofMeasured().report(record), "Layers of");

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst().rows()).extracting(List::getFirst).containsExactly("scratch", "dl4j");
        assertThat(tables.getFirst().rows().getFirst()).contains("failed");
    }

    @Test
    void givesTheShareOfThePeakAndTheBytesOfEachLayer() {
        var convolution = part(Kind.FORWARD, "0", "Conv2d(1→16, 3×3)", 1_000_000);
        var record = new RecordFixture()
                .suite("layers")
                .peak(2, 50.0, 50.0)
                .run("scratch", Tasks.fashionMnist())
                .timed(1.5, 3.5, 4.5)
                .layer(convolution, List.of(4.0, 4.0), List.of(1_024.0, 1_024.0, 4_096.0))
                .layer(part(Kind.UPDATE, "0", "Conv2d(1→16, 3×3)", 0), List.of(1.0, 1.0), List.of(16.0))
                .add()
                .build();

        var rows = SectionTables.of(Layers.ofMeasured().report(record), "Layers of")
                .getLast()
                .rows();

        // 32 images at a million operations each in 4 ms are 8 GFLOP/s.
        assertThat(rows.getFirst().subList(6, 9)).containsExactly("8.00 [8.00, 8.00]", "16.0", "1,040");
        assertThat(rows.getLast().getLast()).isEqualTo("1,040");
    }

    @Test
    void takesTheStepsOfEveryTaskApartAndTimesWholePassesBeside() {
        var runs = Layers.ofMeasured().plan(1, 2, _ -> true).runs();

        assertThat(runs).doesNotHaveDuplicates().allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.LAYERS);
            assertThat(run.operations()).isEqualTo(Operation.OF_TRAINING);
        });
        for (var engine : List.of("scratch", "dl4j", "pytorch")) {
            assertThat(runs)
                    .filteredOn(run -> run.engine().equals(engine))
                    .extracting(PlannedRun::task)
                    .as(engine)
                    .containsExactlyInAnyOrderElementsOf(Tasks.measured());
        }
    }

    @Test
    void layersInsideBlocksAndBranchesHaveRowsUnderTheirPaths() {
        for (var task : List.of(Tasks.cifar10Resnet20A(), Tasks.cifar10Inception())) {
            var run = fixture.run("scratch", task).timed(1, 2, 3);
            try (var session = ScratchEngines.lanes().open(task.training().withBatchSize(1))) {
                session.parts().forEach(part -> run.layer(part, List.of(1.0, 1.0)));
            }
            run.add();
        }

        var tables = tables();

        var residual = rows(tables, "Conv2d(16→32, 3×3, stride 2×2, padding 1, no bias)");
        assertThat(residual)
                .extracting(List::getFirst)
                .containsSubsequence(
                        "(input)",
                        "9.body.4 BatchNorm2d(32)",
                        "9.shortcut.0 MaxPool2d(1×1, stride 2×2)",
                        "9.shortcut.1 PadChannels(8 before, 8 after)",
                        "9 Residual: body + shortcut",
                        "10 ReLU",
                        "(output)",
                        "Sum");
        assertThat(residual)
                .filteredOn(row -> row.getFirst().startsWith("9 Residual"))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(1, 7))
                        .containsExactly("[32, 16, 16]", "1.00 [1.00, 1.00]", "–", "–", "–", "–"));
        assertThat(rows(tables, "4.branches.3.0 MaxPool2d(3×3, stride 1×1, padding 1)"))
                .extracting(List::getFirst)
                .containsSubsequence("4.branches.0.0 Conv2d(32→16, 1×1, no bias)", "4 Concat of 4 branches", "Sum");
    }

    /** Of the table of which one row ends like that. */
    private static List<List<String>> rows(List<Table> tables, String layer) {
        return tables.stream()
                .map(Table::rows)
                .filter(rows -> rows.stream().anyMatch(row -> row.getFirst().endsWith(layer)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void passesOnWhatIsComputedElsewhere() {
        assertThat(tables().getLast().notes()).contains("0 Conv2d(1→16, 3×3): " + REMARK + ".");
    }

    @Test
    void theLargestNetworkIsTimedInTheFastestEngineAndItsPeers() {
        var runs = Layers.ofResnet().plan(1, 2, _ -> true).runs();

        assertThat(runs)
                .extracting(run -> run.task().name() + " " + run.engine())
                .containsExactly("cifar-10-resnet-20 scratch", "cifar-10-resnet-20 dl4j", "cifar-10-resnet-20 pytorch");
    }
}
