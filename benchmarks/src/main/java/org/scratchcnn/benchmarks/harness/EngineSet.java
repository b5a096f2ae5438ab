package org.scratchcnn.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.suite.ColdStart;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Layers;
import org.scratchcnn.reports.suite.Scaling;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Named selections of timed runs, each engine in several processes of its own. */
public enum EngineSet {
    /** Everything that {@link Headline} has a target for. */
    HEADLINE(3),
    /** How soon each engine trains, and in how much memory: {@link ColdStart}. */
    START(5),
    /** What the library's cost grows with: {@link Scaling}. */
    SCALING(3),
    /** What each layer costs in a training step: {@link Layers}. */
    LAYERS(3);

    /** The optimizing compiler and the engines' own caches are done after two or three seconds of work. */
    private static final TimingPlan THOROUGH = new TimingPlan(5, 3.5, 12, 1.5);

    /** Where a step is little work, most of it is code that runs once a step and is compiled late. */
    private static final TimingPlan LONG_WARM_UP = new TimingPlan(5, 7, 12, 1.5);

    private static final long LITTLE_WORK = 10_000_000;

    /** For several operations of a task. */
    private static final TimingPlan SHORT = new TimingPlan(3, 2.5, 7, 1);

    /** For many tasks: warmed up as long, since most of that time goes by before the optimizing compiler is done. */
    private static final TimingPlan SHORTEST = new TimingPlan(3, 2.5, 7, 0.5);

    private final int defaultRounds;

    EngineSet(int defaultRounds) {
        this.defaultRounds = defaultRounds;
    }

    /** Processes for each engine and task where nothing else is asked for. */
    public int defaultRounds() {
        return defaultRounds;
    }

    /** As users type it, for example {@code headline}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The set of that name, if there is one. */
    public static Optional<EngineSet> named(String title) {
        return Arrays.stream(values()).filter(set -> set.title().equals(title)).findFirst();
    }

    /**
     * What the set runs. The rounds are one after the other, every engine in each, so that whatever slows the machine
     * down for a while slows all of them down.
     *
     * @param rounds processes for each engine and task
     * @param threads of each engine, where the set says nothing else
     * @param available whether an engine can be started; others are left out
     * @throws IllegalArgumentException if there is not even one round
     */
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        if (rounds < 1) {
            throw new IllegalArgumentException("A set needs at least 1 round, but was given " + rounds);
        }
        var round = switch (this) {
            case HEADLINE -> headline();
            case START -> start(threads);
            case SCALING -> scaling(threads);
            case LAYERS -> layers();
        };
        var runs = new ArrayList<PlannedRun>();
        for (int i = 0; i < rounds; i++) {
            round.stream().filter(run -> available.test(run.engine())).forEach(runs::add);
        }
        return new ComparisonPlan(Optional.of(title()), runs, Optional.empty());
    }

    /** The engines that the set would run. */
    public List<String> engines() {
        return plan(1, 1, _ -> true).runs().stream()
                .map(PlannedRun::engine)
                .distinct()
                .toList();
    }

    /** Task by task, so that those that are compared run one soon after the other. */
    private static List<PlannedRun> headline() {
        var operations = new LinkedHashMap<TaskSpec, SequencedMap<String, Set<Operation>>>();
        for (var row : Headline.rows()) {
            add(operations, row.task(), Headline.ENGINE, row.operation());
            for (var peer : row.ratios().keySet()) {
                peer.engines().forEach(engine -> add(operations, row.task(), engine, row.operation()));
            }
        }
        for (var peak : Headline.peakShares()) {
            add(operations, peak.task(), Headline.ENGINE, Operation.STEP);
            add(operations, peak.task(), Headline.DIRECT_ENGINE, Operation.STEP);
        }
        var runs = new ArrayList<PlannedRun>();
        operations.forEach((task, engines) -> engines.forEach(
                (engine, timed) -> runs.add(PlannedRun.timed(task, engine, List.copyOf(timed), timing(task)))));
        return runs;
    }

    private static TimingPlan timing(TaskSpec task) {
        long flops = task.network().resolve().trainingFlops() * task.training().batchSize();
        return flops < LITTLE_WORK ? LONG_WARM_UP : THOROUGH;
    }

    /** Every engine as it comes, and the library with less and less heap, its steps timed. */
    private static List<PlannedRun> start(int threads) {
        var runs = new ArrayList<PlannedRun>();
        for (var engine : ColdStart.engines()) {
            var run = PlannedRun.started(
                    ColdStart.task(), engine, List.of(ColdStart.FIRST, ColdStart.HUNDREDTH, ColdStart.LAST));
            if (!engine.equals(ColdStart.ENGINE)) {
                runs.add(run);
                continue;
            }
            var timed = run.withOperations(List.of(Operation.STEP), THOROUGH);
            runs.add(timed);
            ColdStart.heaps().forEach(heap -> runs.add(timed.withOptions(new EngineOptions(threads, heap))));
        }
        return runs;
    }

    /** Where dimensions cross, one process serves both. */
    private static List<PlannedRun> scaling(int threads) {
        return Arrays.stream(Scaling.Dimension.values())
                .flatMap(dimension -> dimension.values(threads).stream()
                        .map(value -> PlannedRun.timed(
                                        dimension.task(value), Scaling.ENGINE, List.of(Operation.STEP), SHORTEST)
                                .withOptions(
                                        new EngineOptions(dimension == Scaling.Dimension.THREADS ? value : threads))))
                .distinct()
                .toList();
    }

    private static List<PlannedRun> layers() {
        return Layers.engines().entrySet().stream()
                .flatMap(
                        task -> task.getValue().stream().map(engine -> PlannedRun.layers(task.getKey(), engine, SHORT)))
                .toList();
    }

    private static void add(
            Map<TaskSpec, SequencedMap<String, Set<Operation>>> operations,
            TaskSpec task,
            String engine,
            Operation operation) {
        operations
                .computeIfAbsent(task, _ -> new LinkedHashMap<>())
                .computeIfAbsent(engine, _ -> EnumSet.noneOf(Operation.class))
                .add(operation);
    }
}
