package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;

/**
 * How far what engines compute is from the same in double precision.
 *
 * @param reference the engine that computes in double precision
 * @param distances by training, then by engine; without an engine that can't do a training
 * @param refusals why, by engine
 */
public record Parity(
        String reference, Map<String, Map<String, Double>> distances, Map<String, Map<String, String>> refusals) {

    /** The most that an engine of the library may be away from the reference: {@code ‖a − b‖ / ‖b‖} of any tensor. */
    public static final double LIMIT = 1e-5;

    /** A tensor whose norm is this share of the largest one's is as good as zero. */
    private static final double NOTHING = 1e-6;

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    /**
     * Lets each engine compute the trainings, one after the other, each in a process of its own.
     *
     * @param logs folder for what the processes print
     * @throws IllegalStateException if an engine's module is not built, or if a process fails; the message says what to do
     * @throws IOException if a process can't be started
     */
    public static Parity of(
            EngineCatalog catalog, List<String> engines, String reference, List<TrainingSpec> trainings, Path logs)
            throws IOException {
        // Before any of them runs: whether all can be started.
        var launches = new LinkedHashMap<String, EngineLaunch>();
        launches.put(reference, catalog.launch(reference));
        engines.forEach(engine -> launches.put(engine, catalog.launch(engine)));
        var distances = new LinkedHashMap<String, Map<String, Double>>();
        trainings.forEach(training -> distances.put(training.network().name(), new LinkedHashMap<>()));
        var refusals = new LinkedHashMap<String, Map<String, String>>();
        var expected = new LinkedHashMap<String, WorkerEvent.Computed>();
        for (var launch : launches.values()) {
            var reasons = new LinkedHashMap<String, String>();
            for (var computed : compute(launch, trainings, logs)) {
                var training = computed.training();
                var reached = expected.get(training);
                if (computed.refusal() != null) {
                    reasons.put(training, computed.refusal());
                } else if (launch.engine().equals(reference)) {
                    expected.put(training, computed);
                } else if (reached != null) {
                    Objects.requireNonNull(distances.get(training), training)
                            .put(launch.engine(), distance(computed.tensors(), reached.tensors()));
                }
            }
            refusals.put(launch.engine(), reasons);
        }
        return new Parity(reference, distances, refusals);
    }

    private static List<WorkerEvent.Computed> compute(EngineLaunch launch, List<TrainingSpec> trainings, Path logs)
            throws IOException {
        var options = new EngineOptions(1);
        var log = logs.resolve("parity-" + launch.engine() + ".log");
        Files.createDirectories(logs);
        var computed = new ArrayList<WorkerEvent.Computed>();
        try (var process = ChildProcess.start(launch.process(options).redirectError(Redirect.to(log.toFile())))) {
            process.write(WorkerProtocol.format(new WorkerRequest.Compute(trainings, options)));
            process.closeInput();
            Optional<WorkerEvent> event;
            do {
                event = process.read(WorkerProtocol::parseEvent, LONGEST_SILENCE);
                if (event.isPresent() && event.get() instanceof WorkerEvent.Computed answer) {
                    computed.add(answer);
                }
            } while (event.isPresent());
            if (process.exitCode(LONGEST_SILENCE) == 0 && computed.size() == trainings.size()) {
                return computed;
            }
        } catch (TimeoutException e) {
            throw failed(launch, trainings, computed.size(), log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(launch, trainings, computed.size(), log, e);
        }
        throw failed(launch, trainings, computed.size(), log, null);
    }

    private static IllegalStateException failed(
            EngineLaunch launch, List<TrainingSpec> trainings, int done, Path log, @Nullable Throwable cause) {
        var at = done < trainings.size() ? trainings.get(done).network().name() : "its end";
        return new IllegalStateException(
                "The engine %s failed at \"%s\"; %s says more".formatted(launch.engine(), at, log), cause);
    }

    /**
     * The largest of {@code ‖a − b‖ / ‖b‖} over all tensors; where one is as good as zero, such as the gradient of a bias
     * before a normalization, divided by the norm of the largest.
     */
    static double distance(Map<String, float[]> actual, Map<String, float[]> expected) {
        if (!actual.keySet().equals(expected.keySet())) {
            throw new IllegalStateException(
                    "An engine gave %s where the reference has %s".formatted(actual.keySet(), expected.keySet()));
        }
        double largestNorm =
                expected.values().stream().mapToDouble(Parity::norm).max().orElse(0);
        double largest = 0;
        for (var tensor : expected.entrySet()) {
            float[] a = Objects.requireNonNull(actual.get(tensor.getKey()));
            float[] b = tensor.getValue();
            double difference = 0;
            for (int i = 0; i < b.length; i++) {
                difference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
            }
            double norm = norm(b);
            double distance = Math.sqrt(difference) / (norm < NOTHING * largestNorm ? largestNorm : norm);
            // A NaN is as far away as can be.
            largest = distance <= largest ? largest : Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
        }
        return largest;
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Whether what the library computes is within the limit of the reference. */
    public boolean isClose() {
        return distances.values().stream()
                .flatMap(byEngine -> byEngine.entrySet().stream())
                .allMatch(entry -> !EngineNames.LIBRARY.contains(entry.getKey()) || entry.getValue() <= LIMIT);
    }

    /** A row for each training, a column for each engine. */
    public Table table() {
        var engines = refusals.keySet().stream()
                .filter(engine -> !engine.equals(reference))
                .toList();
        var rows = distances.entrySet().stream()
                .map(row -> {
                    var cells = new ArrayList<>(List.of(row.getKey()));
                    engines.forEach(engine -> cells.add(cell(row.getValue().get(engine))));
                    return List.copyOf(cells);
                })
                .toList();
        var notes = new ArrayList<String>();
        notes.add(String.format(
                Locale.ROOT,
                "The largest of ‖a − b‖ / ‖b‖ over logits, loss, gradients of all parameters, and all parameters and running statistics after three steps; b is what %s computes from the same parameters and batches. The library's may be at most %.0e.",
                reference,
                LIMIT));
        refusals.forEach((engine, reasons) ->
                reasons.forEach((training, reason) -> notes.add(engine + ", " + training + ": " + reason)));
        return new Table(
                "Distance from double precision",
                Column.list("Operation | "
                        + String.join(" | ", engines.stream().map(e -> e + ":").toList())),
                rows,
                notes);
    }

    private static String cell(@Nullable Double distance) {
        return distance == null ? "–" : String.format(Locale.ROOT, "%.1e", distance);
    }
}
