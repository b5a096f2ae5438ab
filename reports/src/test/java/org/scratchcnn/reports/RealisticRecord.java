package org.scratchcnn.reports;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.DataSetSpec.Spiral;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;

/** A record with every kind of content, with figures like those of a real comparison. */
public final class RealisticRecord {

    private RealisticRecord() {}

    public static ComparisonRecord build() {
        var fixture = new RecordFixture();
        addSpiral(fixture);
        addFashionMnist(fixture);
        addCifar(fixture);
        addUntied(fixture);
        addMicrobenchmarks(fixture);
        return fixture.build();
    }

    private static void addSpiral(RecordFixture fixture) {
        var task = Tasks.spiral();
        var spiral = (Spiral) task.data().dataSet();
        for (long seed = 1; seed <= 3; seed++) {
            fixture.run("scratch", task)
                    .seed(seed)
                    .origin(Origin.GENERATED)
                    .trained(0.862, 0.012)
                    .timed(0.021, 0.06, 0.09)
                    .regions(RecordFixture.spiralRegions(spiral, 4))
                    .add();
            fixture.run("dl4j", task)
                    .seed(seed)
                    .origin(Origin.GENERATED)
                    .trained(0.858, 0.26)
                    .timed(0.7, 1.9, 2.5)
                    .regions(RecordFixture.spiralRegions(spiral, 3.7))
                    .add();
            fixture.run("scratch-naive", task)
                    .seed(seed)
                    .origin(Origin.GENERATED)
                    .trained(0.86, 0.05)
                    .timed(0.1, 0.3, 0.45)
                    .regions(RecordFixture.spiralRegions(spiral, 4.3))
                    .add();
        }
        fixture.run("scratch-im2col", task)
                .origin(Origin.GENERATED)
                .timed(0.03, 0.1, 0.15)
                .add();
        fixture.run("dl4j-shipped", task)
                .origin(Origin.GENERATED)
                .timed(1.6, 3.9, 5.3)
                .add();
    }

    private static void addFashionMnist(RecordFixture fixture) {
        var task = Tasks.fashionMnist();
        for (int start = 1; start <= 3; start++) {
            var scratch = fixture.run("scratch", task).origin(Origin.STAND_IN).timed(0.36, 0.98, 1.13);
            var im2col =
                    fixture.run("scratch-im2col", task).origin(Origin.STAND_IN).timed(2.5, 6.3, 7.3);
            var dl4j = fixture.run("dl4j", task).origin(Origin.STAND_IN).timed(3.6, 10.9, 12.7);
            if (start == 1) {
                scratch.trained(0.912, 2.3);
                im2col.trained(0.911, 14);
                dl4j.trained(0.913, 29);
            }
            scratch.add();
            im2col.add();
            dl4j.add();
            fixture.run("scratch-naive", task)
                    .origin(Origin.STAND_IN)
                    .timed(28, 93, 96)
                    .add()
                    .run("dl4j-shipped", task)
                    .origin(Origin.STAND_IN)
                    .timed(20, 55, 61.6)
                    .add();
        }
    }

    private static void addCifar(RecordFixture fixture) {
        var task = Tasks.cifar10();
        fixture.run("scratch", task)
                .origin(Origin.NOT_OFFICIAL)
                .trained(0.58, 6.3)
                .timed(3.1, 8.8, 9.9)
                .add();
        fixture.run("dl4j", task)
                .origin(Origin.NOT_OFFICIAL)
                .trained(0.577, 32)
                .timed(11.5, 40, 46)
                .add();
        fixture.run("scratch-im2col", task)
                .origin(Origin.NOT_OFFICIAL)
                .timed(7, 25, 29)
                .add();
        fixture.run("dl4j-shipped", task)
                .origin(Origin.NOT_OFFICIAL)
                .timed(60, 280, 310)
                .add();
        fixture.run("scratch-naive", task)
                .origin(Origin.NOT_OFFICIAL)
                .timed(300, 880, 900)
                .outcome(new Outcome.Failed("The worker was silent for 60 s"))
                .add();
    }

    private static void addUntied(RecordFixture fixture) {
        var task = Tasks.mnistUntied();
        fixture.run("scratch", task).trained(0.989, 3.1).timed(0.6, 1.6, 1.9).add();
        fixture.run("dl4j", task)
                .outcome(new Outcome.Unsupported("Deeplearning4j has no bias per output position"))
                .add();
    }

    private static void addMicrobenchmarks(RecordFixture fixture) {
        var random = new SplittableRandom(5);
        var workloads = Map.of(
                "fashion-cnn/0 1→16 3×3 @28×28", 14_450_688L,
                "fashion-cnn/3 16→32 3×3 @14×14", 57_802_752L,
                "cifar-cnn/0 3→32 3×3 @32×32", 113_246_208L,
                "cifar-cnn/3 32→64 3×3 @16×16", 603_979_776L);
        workloads.keySet().stream().sorted().forEach(workload -> {
            for (String pass : List.of("forward", "gradient by input", "gradient by weight")) {
                long flops = workloads.getOrDefault(workload, 0L);
                double naive = flops / 3e6 * (1 + 0.2 * random.nextDouble());
                fixture.microbenchmark(workload, pass, "NAIVE", flops, forks(naive, random));
                fixture.microbenchmark(workload, pass, "IM2COL", flops, forks(naive / 14, random));
                fixture.microbenchmark(workload, pass, "DIRECT", flops, forks(naive / 46, random));
            }
        });
    }

    private static List<List<Double>> forks(double centre, SplittableRandom random) {
        return IntStream.range(0, 2)
                .mapToObj(_ -> RecordFixture.series(centre * (1 + 0.02 * random.nextDouble()), random)
                        .subList(0, 5))
                .toList();
    }
}
