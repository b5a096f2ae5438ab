package org.scratchcnn.worker.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.network.DataSetSpec.Images;
import org.scratchcnn.network.DataSetSpec.Noise;
import org.scratchcnn.network.DataSetSpec.Spiral;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;
import org.scratchcnn.worker.record.DecisionRegions.Point;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Builds records that look like measured ones. */
public final class RecordFixture {

    private static final double SPIRAL_LIMIT = 1.2;
    private static final int SPIRAL_SIDE = 160;

    private final List<EngineRun> runs = new ArrayList<>();
    private final List<RulerReading> rulers = new ArrayList<>();
    private String command = "./cnn compare --task spiral,fashion-mnist";
    private @Nullable String suite;
    private @Nullable Double target;
    private final List<Microbenchmark> microbenchmarks = new ArrayList<>();
    private final List<RunConditions> conditions = new ArrayList<>();

    /** One run, to be finished by {@link #add}. */
    public final class RunFixture {
        private final String engine;
        private TaskSpec task;
        private Origin origin = Origin.OFFICIAL;
        private @Nullable DataFingerprint data;
        private List<EpochResult> epochs = List.of();
        private @Nullable Evaluation test;
        private final List<TimingSeries> timings = new ArrayList<>();
        private final List<Milestone> milestones = new ArrayList<>();
        private @Nullable DecisionRegions regions;
        private final List<LayerTiming> layers = new ArrayList<>();
        private Outcome outcome = new Outcome.Completed();
        private int threads = 2;
        private @Nullable String heap;
        private final SortedMap<String, String> facts =
                new TreeMap<>(Map.of("version", "1.0.0-M2.1", "threads", "2", "helpers", "oneDNN"));

        private RunFixture(String engine, TaskSpec task) {
            this.engine = engine;
            this.task = task;
        }

        public RunFixture seed(long seed) {
            task = task.withSeed(seed);
            return this;
        }

        public RunFixture origin(Origin newOrigin) {
            origin = newOrigin;
            return this;
        }

        public RunFixture data(DataFingerprint newData) {
            data = newData;
            return this;
        }

        public RunFixture threads(int newThreads) {
            threads = newThreads;
            return this;
        }

        public RunFixture fact(String name, String value) {
            facts.put(name, value);
            return this;
        }

        public RunFixture heap(String newHeap) {
            heap = newHeap;
            return this;
        }

        public RunFixture outcome(Outcome newOutcome) {
            outcome = newOutcome;
            return this;
        }

        /** Loss falling, accuracy rising towards {@code accuracy}, a bit differently for every engine and seed. */
        public RunFixture trained(double accuracy, double secondsPerEpoch) {
            var random = new SplittableRandom(
                    engine.hashCode() * 31L + task.training().seed());
            int count = task.training().epochs();
            double shift = 0.006 * random.nextGaussian();
            epochs = IntStream.rangeClosed(1, count)
                    .mapToObj(epoch -> {
                        double left = Math.exp(-5.0 * epoch / count);
                        double reached = accuracy + shift - 0.6 * left + 0.004 * random.nextGaussian();
                        return new EpochResult(
                                epoch,
                                0.1 + 1.9 * left + 0.01 * random.nextDouble(),
                                secondsPerEpoch * (1 + 0.03 * random.nextDouble()),
                                secondsPerEpoch * 0.97,
                                task.data().training(),
                                new Evaluation(
                                        0.25 + 1.6 * left + 0.02 * random.nextDouble(),
                                        reached,
                                        task.data().test()));
                    })
                    .toList();
            return trained(
                    epochs, new Evaluation(0.25, accuracy + shift, task.data().test()));
        }

        public RunFixture trained(List<EpochResult> newEpochs, Evaluation newTest) {
            epochs = newEpochs;
            test = newTest;
            return this;
        }

        /** Drawn timings about the given medians. */
        public RunFixture timed(double forward, double forwardBackward, double step) {
            var random =
                    new SplittableRandom(engine.hashCode() + task.training().seed());
            return timed(Operation.FORWARD, series(forward, random))
                    .timed(Operation.FORWARD_BACKWARD, series(forwardBackward, random))
                    .timed(Operation.STEP, series(step, random));
        }

        public RunFixture timed(Operation operation, List<Double> milliseconds) {
            timings.add(new TimingSeries(
                    operation, operation.samples(task.training().batchSize()), 20, milliseconds.size(), milliseconds));
            return this;
        }

        public RunFixture milestone(int step, double milliseconds, @Nullable Long peakBytes) {
            milestones.add(new Milestone(step, milliseconds, peakBytes));
            return this;
        }

        public RunFixture layer(StepPart part, List<Double> milliseconds) {
            return layer(part, milliseconds, List.of(0.0, 0.0, 48.0));
        }

        public RunFixture layer(StepPart part, List<Double> milliseconds, List<Double> allocatedBytes) {
            layers.add(new LayerTiming(part, task.training().batchSize(), milliseconds, allocatedBytes));
            return this;
        }

        public RunFixture regions(DecisionRegions newRegions) {
            regions = newRegions;
            return this;
        }

        public RecordFixture add() {
            if (data == null) {
                data = new DataFingerprint(
                        title(),
                        origin,
                        new TreeMap<>(Map.of(
                                "train-images", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888")),
                        task.data().training(),
                        task.data().validation(),
                        task.data().test());
            }
            runs.add(new EngineRun(
                    engine,
                    task,
                    protocol(),
                    new EngineOptions(threads, heap),
                    new JvmFacts(
                            "25.0.3+9-LTS",
                            "OpenJDK 64-Bit Server VM, Eclipse Adoptium",
                            List.of("-Xmx4g", "-XX:+UseSerialGC")),
                    new EngineFacts(engine, facts),
                    data,
                    epochs,
                    test,
                    timings,
                    milestones,
                    regions,
                    layers,
                    outcome));
            return RecordFixture.this;
        }

        private Protocol protocol() {
            if (!milestones.isEmpty()) {
                return Protocol.START;
            }
            if (!layers.isEmpty()) {
                return Protocol.LAYERS;
            }
            return epochs.isEmpty() ? Protocol.TIME_STEPS : Protocol.TRAIN;
        }

        private String title() {
            return switch (task.data().dataSet()) {
                case Spiral _ -> "spiral";
                case Noise _ -> "noise";
                case Images images -> images.set().title();
            };
        }
    }

    public RunFixture run(String engine, TaskSpec task) {
        return new RunFixture(engine, task);
    }

    public RecordFixture microbenchmark(
            String workload, String pass, String algorithm, long nominalFlops, List<List<Double>> forks) {
        microbenchmarks.add(new Microbenchmark(
                "convolution",
                workload,
                pass,
                algorithm,
                64,
                1,
                nominalFlops,
                forks,
                "average time, 2 forks, 3 × 1 s warm-up, 5 × 1 s measured",
                null,
                null,
                null,
                new Outcome.Completed()));
        return this;
    }

    /** The microbenchmark that was added last ran on this JDK, with vectors of so many bits. */
    public RecordFixture ranOn(String javaVersion, String vectorBits) {
        var last = microbenchmarks.getLast();
        return replaceLast(
                last.protocol(),
                last.allocatedBytes(),
                new JvmFacts(javaVersion, "Example VM, Example Vendor", List.of("-Xmx4g")),
                new EngineFacts("scratch", new TreeMap<>(Map.of("vector bits", vectorBits))),
                new Outcome.Completed());
    }

    /** The microbenchmark that was added last failed after the forks that it has. */
    public RecordFixture failed(String message) {
        return replaceLast(microbenchmarks.getLast().protocol(), null, null, null, new Outcome.Failed(message));
    }

    /** The microbenchmark that was added last was measured in this way, and allocated as much. */
    public RecordFixture measuredBy(String protocol, double allocatedBytes) {
        return replaceLast(protocol, allocatedBytes, null, null, new Outcome.Completed());
    }

    private RecordFixture replaceLast(
            String protocol,
            @Nullable Double allocatedBytes,
            @Nullable JvmFacts jvm,
            @Nullable EngineFacts facts,
            Outcome outcome) {
        var last = microbenchmarks.removeLast();
        microbenchmarks.add(new Microbenchmark(
                last.operation(),
                last.workload(),
                last.pass(),
                last.algorithm(),
                last.batchSize(),
                last.threads(),
                last.nominalFlops(),
                last.forks(),
                protocol,
                allocatedBytes,
                jvm,
                facts,
                outcome));
        return this;
    }

    public RecordFixture suite(String newSuite) {
        suite = newSuite;
        return this;
    }

    public RecordFixture command(String newCommand) {
        command = newCommand;
        return this;
    }

    /** Every training was to stop at this accuracy. */
    public RecordFixture target(double accuracy) {
        target = accuracy;
        return this;
    }

    /** A reading between the runs added so far and the next one. */
    public RecordFixture peak(int threads, Double... gigaflops) {
        rulers.add(new RulerReading(threads, runs.size(), List.of(gigaflops)));
        return this;
    }

    /** The run that was added last is marked for these reasons; undisturbed if there are none. */
    public RecordFixture marked(String... marks) {
        var last = runs.getLast();
        conditions.add(new RunConditions(
                runs.size() - 1,
                "%s, %s".formatted(last.task().name(), last.engine()),
                200.0,
                200.0,
                0.0,
                List.of(marks)));
        return this;
    }

    public ComparisonRecord build() {
        return new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.parse("2026-01-02T03:04:05Z"),
                command,
                suite,
                new Revision("0123456789abcdef0123456789abcdef01234567", false),
                new Machine("Example CPU @ 2.60GHz", 2, 24L << 30, "Linux 6.1"),
                plan(),
                runs,
                rulers,
                microbenchmarks,
                conditions,
                true);
    }

    private RecordedPlan plan() {
        var accuracy = target;
        var planned = runs.stream()
                .map(run -> PlannedRun.ofTraining(run.task(), run.engine(), run.protocol()))
                .map(run -> accuracy == null ? run : run.withTarget(accuracy))
                .toList();
        return new RecordedPlan(planned, null, new EngineOptions(2), false);
    }

    /** A fork's iterations about a mean. */
    public static List<Double> series(double centre, RandomGenerator random) {
        return IntStream.range(0, 60)
                .mapToObj(_ -> centre * (1 + 0.04 * Math.abs(random.nextGaussian())))
                .toList();
    }

    /** Drawn spiral points, and the regions of a classifier that turns a little too little. */
    public static DecisionRegions spiralRegions(Spiral spiral, double slant) {
        var random = new SplittableRandom(spiral.seed());
        var points = new ArrayList<Point>();
        for (int label = 0; label < spiral.classes(); label++) {
            for (int i = 0; i < 100; i++) {
                double radius = random.nextDouble();
                double angle = 4 * label + 4 * radius + spiral.noise() * random.nextGaussian();
                points.add(new Point(radius * Math.sin(angle), radius * Math.cos(angle), label));
            }
        }
        var predicted = new ArrayList<Integer>();
        for (int row = 0; row < SPIRAL_SIDE; row++) {
            for (int column = 0; column < SPIRAL_SIDE; column++) {
                double x = SPIRAL_LIMIT * ((2 * column + 1.0) / SPIRAL_SIDE - 1);
                double y = SPIRAL_LIMIT * ((2 * row + 1.0) / SPIRAL_SIDE - 1);
                predicted.add(nearestArm(spiral, x, y, slant));
            }
        }
        return new DecisionRegions(points, SPIRAL_LIMIT, SPIRAL_SIDE, predicted);
    }

    private static int nearestArm(Spiral spiral, double x, double y, double slant) {
        double turned = Math.atan2(x, y) - slant * Math.hypot(x, y);
        return IntStream.range(0, spiral.classes())
                .boxed()
                .min(Comparator.comparingDouble(label -> Math.abs(Math.IEEEremainder(turned - 4 * label, 2 * Math.PI))))
                .orElseThrow();
    }
}
