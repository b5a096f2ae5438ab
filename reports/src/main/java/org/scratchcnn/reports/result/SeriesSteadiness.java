package org.scratchcnn.reports.result;

import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.statistics.Steadiness;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * Whether an engine's timings of an operation kept their level, process by process.
 *
 * @param samples all of them
 * @param processes a label for each process's series
 */
public record SeriesSteadiness(
        TaskResult task, EngineResult engine, Operation operation, SamplesByStart samples, List<Steadiness> processes) {

    public SeriesSteadiness {
        processes = List.copyOf(processes);
    }

    /** Those of every task, engine and operation, in the tasks' order. */
    public static List<SeriesSteadiness> of(List<TaskResult> tasks) {
        return tasks.stream()
                .flatMap(task -> task.engines().stream()
                        .flatMap(engine -> Stream.of(Operation.values())
                                .flatMap(operation -> engine.timings(operation).stream()
                                        .map(samples -> new SeriesSteadiness(
                                                task,
                                                engine,
                                                operation,
                                                samples,
                                                samples.starts().stream()
                                                        .map(Steadiness::of)
                                                        .toList())))))
                .toList();
    }

    /** Series that changed their level. */
    public long changed() {
        return processes.stream().filter(Steadiness::changed).count();
    }
}
