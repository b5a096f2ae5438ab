package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.scratchcnn.benchmarks.contention.SampleWatch;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkRun;
import org.scratchcnn.benchmarks.ruler.Rulers;
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
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;

/**
 * Runs a comparison: one engine after the other, each in a process of its own, with equal threads, seeds, batches and
 * initial weights; rulers are read before, between and after the runs. Runs that something else
 * disturbed are marked, and those that are only timed taken again, within bounds. The record is written after every run,
 * so that what was measured survives whatever comes after.
 */
public final class Harness {

    /** Longer than the longest stretch in which a worker brings no event: the slowest engine's timed steps. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Function<String, EngineLaunch> launches;
    private final SampleWatch watch;
    private final Settings settings;
    private final ComparisonListener listener;
    private final Lock writing = new ReentrantLock();

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

    public Harness(EngineCatalog catalog, Settings settings, ComparisonListener listener) {
        this(
                catalog::launch,
                new SampleWatch(Rulers.available(settings.options().threads())),
                settings,
                listener);
    }

    /**
     * A harness for other engines than the catalog's, and another watch over its samples.
     *
     * @param launches how the engine of a name is started, or an {@link IllegalArgumentException} if there is none
     */
    Harness(
            Function<String, EngineLaunch> launches,
            SampleWatch watch,
            Settings settings,
            ComparisonListener listener) {
        this.launches = launches;
        this.watch = watch;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Runs the plan to its end; an engine or a microbenchmark that fails does not stop the others.
     *
     * @return the record, as it was written last
     * @throws IllegalArgumentException if the plan names an engine that there isn't
     * @throws DataException if a task's data can't be had; nothing is run then
     * @throws IOException if the record can't be written
     */
    public ComparisonRecord run(ComparisonPlan plan) throws IOException {
        return run(plan, _ -> List.of());
    }

    /**
     * The same, and then what the results ask for.
     *
     * @param more runs of tasks and engines that the plan has; asked for once, when all of the plan is measured
     */
    public ComparisonRecord run(ComparisonPlan plan, Function<ComparisonRecord, List<PlannedRun>> more)
            throws IOException {
        for (var planned : plan.runs()) {
            // Before anything runs: an engine that there isn't.
            var _ = launches.apply(planned.engine());
        }
        checkData(plan);
        checkJdk(plan);
        var begun = new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.now(),
                settings.command(),
                plan.suite().orElse(null),
                RevisionProbe.read(settings.home()),
                MachineProbe.read(),
                plan.recorded(settings.options(), settings.standInAllowed()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
        RecordFiles.write(begun, settings.recordFile());
        var course = new Course(begun, watch, settings.recordFile(), writing);
        watch.start();
        take(plan.runs(), plan, course);
        course.keep(microbenchmarks(plan));
        take(more.apply(course.write(false)), plan, course);
        return course.write(true);
    }

    private void take(List<PlannedRun> runs, ComparisonPlan plan, Course course) throws IOException {
        int total = course.runs() + runs.size();
        for (var planned : runs) {
            listener.runStarted(planned, course.runs() + 1, total);
            take(planned, plan.repeatsContended(planned), course);
        }
    }

    /**
     * Nothing is written any more, once the record that is being written is whole. For a process that is about to end: its
     * engines may have been ended before it, which is no result of theirs.
     */
    public void stopWriting() {
        writing.lock();
    }

    /** Takes a run, again if it is contended and may be; the best attempt so far is always on disk. */
    private void take(PlannedRun planned, boolean repeats, Course course) throws IOException {
        int index = course.runs();
        var sample = new RunSample(planned.title(), index);
        course.begin(sample);
        boolean again;
        do {
            var process = process(planned, index, sample.attempts().all().size());
            watch.begin();
            long started = System.nanoTime();
            var result = process.run(event -> listener.workerSaid(planned, event));
            double seconds = (System.nanoTime() - started) / 1e9;
            listener.runFinished(planned, result);
            sample.add(result, watch.end(result.options().threads(), index + 1), seconds);
            course.write(false);
            again = sample.contended() && repeats && course.allowsRepetition();
            if (sample.contended()) {
                listener.contended(sample.last().contention(), again);
            }
        } while (again);
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
        listener.microbenchmarksStarted(set, set.estimatedSeconds());
        var log = settings.logFolder().resolve("jmh.log");
        return new MicrobenchmarkRun(set, settings.options().threads(), log).run(listener);
    }

    private EngineProcess process(PlannedRun planned, int index, int repetition) {
        var options = Objects.requireNonNullElse(planned.options(), settings.options());
        var request = new WorkerRequest(planned, options, settings.dataRoot().toString(), settings.standInAllowed());
        var log = settings.logFolder()
                .resolve("%02d-%s-%s%s.log"
                        .formatted(
                                index + 1,
                                planned.task().name(),
                                planned.engine(),
                                repetition == 0 ? "" : "-again-" + repetition));
        return new EngineProcess(launches.apply(planned.engine()), request, PATIENCE, log);
    }
}
