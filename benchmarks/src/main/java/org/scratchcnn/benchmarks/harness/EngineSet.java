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
import org.scratchcnn.core.record.EngineRun.Protocol;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.core.spec.TaskSpec;
import org.scratchcnn.core.zoo.Headline;
import org.scratchcnn.worker.TimingPlan;

/** Named selections of timed runs, each engine in several processes of its own. */
public enum EngineSet {
    /** Everything that {@link Headline} has a target for. */
    HEADLINE;

    /** The optimizing compiler and the engines' own caches are done after two or three seconds of work. */
    private static final TimingPlan THOROUGH = new TimingPlan(5, 3.5, 12, 1.5);

    /** Where a step is little work, most of it is code that runs once a step and is compiled late. */
    private static final TimingPlan LONG_WARM_UP = new TimingPlan(5, 7, 12, 1.5);

    private static final long LITTLE_WORK = 10_000_000;

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
     * @param available whether an engine can be started; others are left out
     * @throws IllegalArgumentException if there is not even one round
     */
    public ComparisonPlan plan(int rounds, Predicate<String> available) {
        if (rounds < 1) {
            throw new IllegalArgumentException("A set needs at least 1 round, but was given " + rounds);
        }
        var round = switch (this) {
            case HEADLINE -> headline();
        };
        var runs = new ArrayList<PlannedRun>();
        for (int i = 0; i < rounds; i++) {
            round.stream().filter(run -> available.test(run.engine())).forEach(runs::add);
        }
        return new ComparisonPlan(Optional.of(title()), runs, Optional.empty());
    }

    /** The engines that the set would run. */
    public List<String> engines() {
        return plan(1, _ -> true).runs().stream()
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
        operations.forEach((task, engines) -> engines.forEach((engine, timed) ->
                runs.add(new PlannedRun(task, engine, Protocol.TIME_STEPS, List.copyOf(timed), timing(task)))));
        return runs;
    }

    private static TimingPlan timing(TaskSpec task) {
        long flops = task.network().resolve().trainingFlops() * task.training().batchSize();
        return flops < LITTLE_WORK ? LONG_WARM_UP : THOROUGH;
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
