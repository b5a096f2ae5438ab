package org.scratchcnn.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordedPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** A small record of one engine on the spiral. */
final class RecordFixture {

    private RecordFixture() {}

    static ComparisonRecord spiral() {
        return trainedBy("scratch", 1);
    }

    /** Trainings of an engine from the seeds 1 to {@code seeds}. */
    static ComparisonRecord trainedBy(String engine, int seeds) {
        return new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.EPOCH,
                "./cnn compare --task spiral",
                null,
                new Revision("unknown", false),
                new Machine("a processor", 2, 1L << 30, "an operating system"),
                new RecordedPlan(List.of(), null, new EngineOptions(2), false),
                IntStream.rangeClosed(1, seeds)
                        .mapToObj(seed -> run(engine, seed))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    /** A run that only timed operations. */
    static EngineRun timed(String engine, TaskSpec task, List<TimingSeries> timings, Outcome outcome) {
        return new EngineRun(
                engine,
                task,
                Protocol.TIME_STEPS,
                new EngineOptions(2),
                null,
                null,
                null,
                List.of(),
                null,
                timings,
                List.of(),
                null,
                List.of(),
                outcome);
    }

    /** A record that no ratio can be made of. */
    static ComparisonRecord timedInNoTime() {
        var runs = Stream.of("scratch", "dl4j")
                .map(engine -> timed(
                        engine,
                        Tasks.spiral(),
                        List.of(new TimingSeries(Operation.STEP, 32, 1, 2, List.of(0.0, 0.0))),
                        new Outcome.Completed()))
                .toList();
        return spiral().with(runs, List.of(), List.of(), List.of(), true);
    }

    /** A convolution by PyTorch. */
    static Microbenchmark microbenchmark(Outcome outcome) {
        return new Microbenchmark(
                "convolution",
                "8→8 3×3 @4×4",
                "forward",
                "pytorch",
                16,
                1,
                1_000,
                List.of(List.of(1.0, 1.1)),
                "average time",
                null,
                null,
                null,
                outcome);
    }

    /** One epoch of the spiral came to far more than the checked-in reference lets expect. */
    static ComparisonRecord learnedTooFast(String engine) {
        return spiral().with(
                        List.of(run(engine, 1, Tasks.spiral().training().batchSize())),
                        List.of(),
                        List.of(),
                        List.of(),
                        true);
    }

    private static EngineRun run(String engine, long seed) {
        // In other batches than the project's own, so that the checked-in reference does not know it.
        return run(engine, seed, 64);
    }

    private static EngineRun run(String engine, long seed, int batchSize) {
        var task = Tasks.spiral().withEpochs(1).withBatchSize(batchSize).withSeed(seed);
        var evaluation = new Evaluation(0.5, 0.875, task.data().test());
        return new EngineRun(
                engine,
                task,
                Protocol.TRAIN,
                new EngineOptions(2),
                new JvmFacts("25", "a virtual machine", List.of()),
                new EngineFacts(engine, new TreeMap<>(Map.of("threads", "2"))),
                new DataFingerprint(
                        "Spiral",
                        DataFingerprint.Origin.GENERATED,
                        new TreeMap<>(Map.of("points", "0".repeat(64))),
                        task.data().training(),
                        task.data().validation(),
                        task.data().test()),
                List.of(new EpochResult(1, 1.5, 2, 1.9, task.data().training(), evaluation)),
                evaluation,
                List.of(new TimingSeries(Operation.STEP, batchSize, 1, 3, List.of(1.0, 1.1, 1.2))),
                List.of(),
                null,
                List.of(),
                new Outcome.Completed());
    }
}
