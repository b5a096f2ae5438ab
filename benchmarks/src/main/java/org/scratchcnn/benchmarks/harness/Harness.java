package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.process.Git;
import org.scratchcnn.benchmarks.ruler.FmaRuler;
import org.scratchcnn.datasets.DataLoader;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.StandIn;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.JdkFault;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;

/**
 * Runs a comparison: one engine after the other, each in a process of its own, with equal threads, seeds, batches and
 * initial weights; the machine's ruler is read before, between and after the runs. Runs that something else disturbed are
 * marked. The record is written after every run, so that what was measured survives whatever comes after.
 *
 * @param launches how the engine of a name is started, or an {@link IllegalArgumentException} if there is none
 */
public record Harness(
        Function<String, EngineLaunch> launches, MachineWatch watch, Settings settings, ComparisonListener listener) {

    /** Longer than the longest stretch in which a worker brings no event: the slowest engine's timed steps. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /**
     * What a user can choose beside the plan.
     *
     * @param command that was typed, for the record
     * @param home the project's top folder
     * @param dataRoot folder of the data sets
     * @param standInAllowed whether drawn shapes may stand in for a set that isn't there
     * @param recordFile to be written
     * @param logFolder for what the processes print
     */
    public record Settings(
            String command,
            Path home,
            Path dataRoot,
            boolean standInAllowed,
            EngineOptions options,
            Path recordFile,
            Path logFolder) {}

    /** The catalog's engines on this machine. */
    public Harness(EngineCatalog catalog, Settings settings, ComparisonListener listener) {
        this(catalog::launch, watch(settings), settings, listener);
    }

    private static MachineWatch watch(Settings settings) {
        var proc = Path.of("/proc");
        return new MachineWatch(new FmaRuler(), settings.options().threads(), () -> ProcessorTimes.read(proc));
    }

    /**
     * Runs the plan to its end, and then what the results ask for; an engine or a microbenchmark that fails does not stop
     * the others.
     *
     * @param more runs of tasks and engines that the plan has; asked for once, when all of the plan is measured
     * @return the record, as it was written last
     * @throws IllegalArgumentException if the plan names an engine that there isn't
     * @throws DataException if a task's data can't be had; nothing is run then
     * @throws IOException if the record can't be written
     */
    public ComparisonRecord run(ComparisonPlan plan, Function<ComparisonRecord, List<PlannedRun>> more)
            throws IOException {
        for (var planned : plan.runs()) {
            // Before anything runs: an engine that there isn't.
            var _ = launches.apply(planned.engine());
        }
        checkData(plan);
        checkJdk(plan);
        var record = write(new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.now(),
                settings.command(),
                plan.suite().orElse(null),
                new Git(settings.home()).revision(),
                MachineProbe.read(),
                plan.recorded(settings.options(), settings.standInAllowed()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false));
        watch.read(0);
        record = run(plan.runs(), record);
        record = write(record.with(record.runs(), watch.readings(), microbenchmarks(plan), record.conditions(), false));
        record = run(more.apply(record), record);
        return write(record.with(record.runs(), watch.readings(), record.microbenchmarks(), record.conditions(), true));
    }

    private ComparisonRecord write(ComparisonRecord record) throws IOException {
        RecordFiles.write(record, settings.recordFile());
        return record;
    }

    /** The record with the results of these runs. */
    private ComparisonRecord run(List<PlannedRun> runs, ComparisonRecord begun) throws IOException {
        var record = begun;
        int total = begun.runs().size() + runs.size();
        for (var planned : runs) {
            int index = record.runs().size();
            listener.runStarted(planned, index + 1, total);
            watch.begin();
            var result = process(planned, index).run(event -> listener.workerSaid(planned, event));
            var conditions = watch.end(index, planned.title(), result.options().threads());
            boolean completed = result.outcome() instanceof Outcome.Completed;
            record = write(record.with(
                    with(record.runs(), result),
                    watch.readings(),
                    record.microbenchmarks(),
                    completed ? with(record.conditions(), conditions) : record.conditions(),
                    false));
            listener.runFinished(planned, result);
            if (completed && conditions.marked()) {
                listener.runMarked(conditions.marks());
            }
        }
        return record;
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private void checkData(ComparisonPlan plan) {
        plan.runs().stream()
                .map(planned -> planned.task().data().dataSet())
                .distinct()
                .forEach(dataSet -> DataLoader.check(
                                dataSet,
                                new DataRoot(settings.dataRoot()),
                                settings.standInAllowed() ? StandIn.ALLOWED : StandIn.REFUSED)
                        .ifPresent(missing -> listener.warned("Drawn shapes stand in: " + missing)));
    }

    /** Foreign engines run native code, on the JDK that runs this code. */
    private void checkJdk(ComparisonPlan plan) {
        if (plan.runs().stream().anyMatch(planned -> !EngineNames.LIBRARY.contains(planned.engine()))) {
            JdkFault.of(Runtime.version()).ifPresent(listener::warned);
        }
    }

    private List<Microbenchmark> microbenchmarks(ComparisonPlan plan) throws IOException {
        if (plan.microbenchmarks().isEmpty()) {
            return List.of();
        }
        var set = plan.microbenchmarks().get();
        var benchmarks = set.benchmarks();
        var measured = new ArrayList<Microbenchmark>();
        for (var benchmark : benchmarks) {
            int number = measured.size() + 1;
            var log = settings.logFolder().resolve(String.format(Locale.ROOT, "jmh-%03d.log", number));
            measured.add(benchmark.run(set.options(), log));
            listener.microbenchmarkFinished(measured.getLast(), number, benchmarks.size());
        }
        return measured;
    }

    private EngineProcess process(PlannedRun planned, int index) {
        var options = Objects.requireNonNullElse(planned.options(), settings.options());
        var request =
                new WorkerRequest.Measure(planned, options, settings.dataRoot().toString(), settings.standInAllowed());
        var log = settings.logFolder()
                .resolve(String.format(
                        Locale.ROOT, "%02d-%s-%s.log", index + 1, planned.task().name(), planned.engine()));
        return new EngineProcess(launches.apply(planned.engine()), request, LONGEST_SILENCE, log);
    }
}
