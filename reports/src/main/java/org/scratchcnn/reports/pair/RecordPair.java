package org.scratchcnn.reports.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.LayerResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What two records both measured, and what only one of them did. Tasks are the same where nothing but their seed and
 * their number of epochs differs, engines where their options are equal; accuracies are held together after as many
 * epochs only.
 *
 * @param quantities in the older record's order
 * @param onlyOld names of what the newer one lacks
 * @param onlyNew names of what the older one lacks
 */
public record RecordPair(
        ComparisonRecord older,
        ComparisonRecord newer,
        List<Quantity> quantities,
        List<String> onlyOld,
        List<String> onlyNew) {

    private static final double BYTES_OF_MEBIBYTE = 1 << 20;

    public RecordPair {
        quantities = List.copyOf(quantities);
        onlyOld = List.copyOf(onlyOld);
        onlyNew = List.copyOf(onlyNew);
    }

    /** What is held together, and how. */
    public enum Kind {
        /** Milliseconds of an operation of training; by medians. */
        OPERATION,
        /** Milliseconds of a part of a training step, layer by layer; by medians. */
        LAYER,
        /** Seconds of an epoch; by medians. */
        EPOCH,
        /** Milliseconds since the start of the process; by medians. */
        START,
        /** Mebibytes of resident memory; by medians. */
        MEMORY,
        /** Milliseconds of a microbenchmark; by means. */
        MICROBENCHMARK,
        /** Bytes on the heap: of a layer in a training step, of a microbenchmark in an operation; by medians. */
        ALLOCATION,
        /** Test accuracy in per cent of completed trainings; by the difference of means. */
        ACCURACY
    }

    /**
     * Something that both measured.
     *
     * @param subject on what, for example {@code fashion-mnist, batch 32}
     * @param name of the engine or algorithm, and of what it did
     */
    public record Quantity(Kind kind, String subject, String name, Measured older, Measured newer) {}

    /**
     * What one of them measured.
     *
     * @param seeds that accuracies were trained from, one a start; none for what does not depend on them
     */
    public record Measured(SamplesByStart samples, List<Long> seeds) {

        public Measured {
            seeds = List.copyOf(seeds);
        }

        private static Measured of(List<List<Double>> starts) {
            return new Measured(new SamplesByStart(starts), List.of());
        }
    }

    private record Key(Kind kind, String subject, String name, Object identity) {

        String words() {
            return "%s, %s".formatted(subject, name);
        }
    }

    public static RecordPair of(ComparisonRecord older, ComparisonRecord newer) {
        var before = samples(older);
        var after = samples(newer);
        var quantities = new ArrayList<Quantity>();
        before.forEach((key, samples) -> Optional.ofNullable(after.get(key))
                .ifPresent(
                        other -> quantities.add(new Quantity(key.kind(), key.subject(), key.name(), samples, other))));
        return new RecordPair(older, newer, quantities, missing(before, after), missing(after, before));
    }

    private static List<String> missing(SequencedMap<Key, Measured> here, SequencedMap<Key, Measured> there) {
        return here.keySet().stream()
                .filter(key -> !there.containsKey(key))
                .map(Key::words)
                .distinct()
                .toList();
    }

    private static SequencedMap<Key, Measured> samples(ComparisonRecord record) {
        var samples = new LinkedHashMap<Key, Measured>();
        for (var task : TaskResult.of(record)) {
            for (var engine : task.engines()) {
                addEngine(samples, task, engine);
            }
        }
        for (var benchmark : record.microbenchmarks()) {
            addMicrobenchmark(samples, benchmark);
        }
        return samples;
    }

    private static void addEngine(SequencedMap<Key, Measured> samples, TaskResult task, EngineResult engine) {
        record Identity(TaskSpec task, String engine, EngineOptions options, int epochs) {}
        var sameTask = task.task().withSeed(1).withEpochs(1);
        var subject = "%s, batch %d".formatted(task.task().name(), task.batchSize());
        var label = task.label(engine);
        var timed = new Identity(sameTask, engine.engine(), engine.options(), 0);
        for (var operation : Operation.values()) {
            engine.timings(operation)
                    .ifPresent(values -> samples.put(
                            new Key(Kind.OPERATION, subject, "%s: %s".formatted(label, operation.title()), timed),
                            Measured.of(values.starts())));
        }
        LayerResult.of(engine).ifPresent(layers -> addLayers(samples, subject, label, layers, timed));
        var trained = engine.trained();
        if (!trained.isEmpty()) {
            samples.put(
                    new Key(Kind.EPOCH, subject, label, timed),
                    Measured.of(trained.stream()
                            .map(run -> run.epochs().stream()
                                    .map(EpochResult::trainingSeconds)
                                    .toList())
                            .toList()));
        }
        var completed = engine.completed();
        var counts =
                completed.stream().map(run -> run.epochs().size()).distinct().toList();
        // Runs that stopped at a target have accuracies of different epochs.
        if (counts.size() == 1) {
            int count = counts.getFirst();
            samples.put(
                    new Key(
                            Kind.ACCURACY,
                            subject,
                            "%s after %d epoch%s".formatted(label, count, count == 1 ? "" : "s"),
                            new Identity(sameTask, engine.engine(), engine.options(), count)),
                    accuracies(completed));
        }
        addMilestones(samples, subject, label, engine, timed);
    }

    private static void addLayers(
            SequencedMap<Key, Measured> samples, String subject, String label, LayerResult layers, Object identity) {
        for (var row : layers.rows()) {
            var part = row.part();
            boolean ofLayer = !part.path().isEmpty();
            var name = ofLayer ? "%s: %s %s".formatted(label, part.path(), part.layer()) : label;
            for (var kind : StepPart.Kind.values()) {
                var milliseconds = row.milliseconds().get(kind);
                if (milliseconds != null) {
                    samples.put(
                            new Key(
                                    Kind.LAYER,
                                    subject,
                                    "%s%s %s".formatted(name, ofLayer ? "," : ":", kind.title()),
                                    identity),
                            new Measured(milliseconds, List.of()));
                }
            }
            samples.put(
                    new Key(
                            Kind.ALLOCATION,
                            subject,
                            ofLayer
                                    ? name
                                    : "%s: %s".formatted(name, part.kind().title()),
                            identity),
                    Measured.of(List.of(List.of(row.allocatedBytes()))));
        }
    }

    private static Measured accuracies(List<EngineRun> completed) {
        return new Measured(
                new SamplesByStart(completed.stream()
                        .flatMap(run -> Stream.ofNullable(run.test()))
                        .map(Evaluation::accuracy)
                        .map(accuracy -> List.of(100 * accuracy))
                        .toList()),
                completed.stream().map(EngineRun::seed).toList());
    }

    private static void addMilestones(
            SequencedMap<Key, Measured> samples, String subject, String label, EngineResult engine, Object identity) {
        var steps = engine.runs().stream()
                .filter(Publication::published)
                .flatMap(run -> run.milestones().stream())
                .map(Milestone::step)
                .distinct()
                .toList();
        for (int step : steps) {
            var milestones = engine.runs().stream()
                    .filter(Publication::published)
                    .flatMap(run -> run.milestones().stream())
                    .filter(milestone -> milestone.step() == step)
                    .toList();
            samples.put(
                    new Key(Kind.START, subject, "%s: to step %d".formatted(label, step), identity),
                    Measured.of(milestones.stream()
                            .map(milestone -> List.of(milestone.milliseconds()))
                            .toList()));
            var memory = milestones.stream()
                    .flatMap(milestone -> Stream.ofNullable(milestone.peakResidentBytes()))
                    .map(bytes -> List.of(bytes / BYTES_OF_MEBIBYTE))
                    .toList();
            if (!memory.isEmpty()) {
                samples.put(
                        new Key(Kind.MEMORY, subject, "%s: after step %d".formatted(label, step), identity),
                        Measured.of(memory));
            }
        }
    }

    private static void addMicrobenchmark(SequencedMap<Key, Measured> samples, Microbenchmark benchmark) {
        if (!Publication.published(benchmark)) {
            return;
        }
        record Identity(String operation, int batchSize, int threads) {}
        var subject = "%s, batch %d".formatted(benchmark.workload(), benchmark.batchSize());
        var name = "%s: %s".formatted(benchmark.algorithm(), benchmark.pass());
        var identity = new Identity(benchmark.operation(), benchmark.batchSize(), benchmark.threads());
        samples.put(new Key(Kind.MICROBENCHMARK, subject, name, identity), Measured.of(benchmark.forks()));
        var allocated = benchmark.allocatedBytes();
        if (allocated != null && allocated.stream().anyMatch(fork -> !fork.isEmpty())) {
            samples.put(new Key(Kind.ALLOCATION, subject, name, identity), Measured.of(allocated));
        }
    }
}
