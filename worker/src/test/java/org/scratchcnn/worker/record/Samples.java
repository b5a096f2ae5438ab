package org.scratchcnn.worker.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;

/** Records to write and read. */
final class Samples {

    private Samples() {}

    static ComparisonRecord comparison() {
        return new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.parse("2026-03-04T05:06:07.008Z"),
                "./cnn compare --task spiral",
                "verify",
                new ComparisonRecord.Revision("0123456789abcdef0123456789abcdef01234567", true),
                new ComparisonRecord.Machine("Some CPU @ 2.0 GHz", 2, 8L << 30, "Linux 6.1"),
                new RecordedPlan(
                        List.of(
                                PlannedRun.ofTraining(Tasks.spiral(), "scratch", EngineRun.Protocol.TRAIN)
                                        .withTarget(0.85),
                                PlannedRun.started(Tasks.mnistUntied(), "dl4j", List.of(1, 100))
                                        .withOptions(new EngineOptions(1, "128m"))),
                        "convolutions",
                        new EngineOptions(2),
                        true),
                List.of(completedRun(Tasks.spiral()), unsupportedRun(Tasks.mnistUntied())),
                List.of(new RulerReading(2, 1, List.of(200.5, 201.25))),
                List.of(
                        new Microbenchmark(
                                "convolution",
                                "cifar-cnn/3 32→64 3×3 @16×16",
                                "forward",
                                "NAIVE",
                                64,
                                2,
                                603_979_776,
                                List.of(List.of(1.5, 1.25), List.of(1.75)),
                                "average time, 2 forks",
                                24.0,
                                new JvmFacts("25.0.3+9-LTS", "OpenJDK 64-Bit Server VM, Eclipse Adoptium", List.of()),
                                new EngineFacts("scratch", new TreeMap<>(Map.of("vector bits", "512"))),
                                new Outcome.Completed()),
                        new Microbenchmark(
                                "convolution",
                                "cifar-cnn/3 32→64 3×3 @16×16",
                                "forward",
                                "pytorch",
                                64,
                                2,
                                603_979_776,
                                List.of(),
                                "average time, 2 forks",
                                null,
                                null,
                                null,
                                new Outcome.Failed("it crashed"))),
                List.of(
                        new RunConditions(
                                0, "spiral, scratch", 200.0, 150.0, 0.75, List.of("a ruler that fell by 25 %")),
                        new RunConditions(1, "spiral, dl4j", null, null, null, List.of())),
                false);
    }

    private static EngineRun completedRun(TaskSpec task) {
        return new EngineRun(
                "scratch",
                task,
                EngineRun.Protocol.TRAIN,
                new EngineOptions(2),
                new JvmFacts("25.0.3+9-LTS", "OpenJDK 64-Bit Server VM, Eclipse Adoptium", List.of("-Xmx2g")),
                new EngineFacts("scratch", new TreeMap<>(Map.of("vector bits", "512", "threads", "2"))),
                new DataFingerprint(
                        "Spiral",
                        DataFingerprint.Origin.GENERATED,
                        new TreeMap<>(Map.of("points", "00ff")),
                        3200,
                        0,
                        800),
                List.of(new EpochResult(1, 2.0625, 0.5, 0.25, 3200, new Evaluation(1.9, 0.25, 800))),
                new Evaluation(1.9, 0.25, 800),
                List.of(new TimingSeries(TimingSeries.Operation.STEP, 32, 3, 2, List.of(0.125, 0.1))),
                List.of(new Milestone(1, 850.5, 123_456_789L), new Milestone(100, 990, null)),
                new DecisionRegions(
                        List.of(new DecisionRegions.Point(0.1, -0.2, 3)),
                        1.1,
                        3,
                        IntStream.range(0, 9).boxed().toList()),
                List.of(),
                new Outcome.Completed());
    }

    private static EngineRun unsupportedRun(TaskSpec task) {
        return new EngineRun(
                "dl4j",
                task,
                EngineRun.Protocol.TIME_STEPS,
                new EngineOptions(1),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                new Outcome.Unsupported("It has no bias per position"));
    }
}
