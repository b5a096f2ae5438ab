package org.scratchcnn.reports.result;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * One engine's runs of one task with the same options.
 *
 * @param runs in the order of their seeds
 */
public record EngineResult(String engine, EngineOptions options, List<EngineRun> runs) {

    public EngineResult {
        runs = runs.stream().sorted(Comparator.comparingLong(EngineRun::seed)).toList();
    }

    public int threads() {
        return options.threads();
    }

    /** The runs that trained to the end with finite results, whatever they learned. */
    public List<EngineRun> completed() {
        return runs.stream()
                .filter(run -> run.protocol() == Protocol.TRAIN && Publication.completed(run) && run.test() != null)
                .toList();
    }

    /** The completed runs whose times may be published too. */
    public List<EngineRun> trained() {
        return completed().stream().filter(Publication::published).toList();
    }

    /** The runs that were meant to train, whatever came of them; those the engine can't express left out. */
    public List<EngineRun> attempted() {
        return runs.stream()
                .filter(run -> run.protocol() == Protocol.TRAIN && !Publication.unsupported(run))
                .toList();
    }

    /** The runs in which something went wrong. */
    public List<EngineRun> failed() {
        return runs.stream().filter(Publication::failed).toList();
    }

    /** Whether anything came of it, if only a failure; not if the engine can't express the task. */
    public boolean hasResult() {
        return !completed().isEmpty()
                || !failed().isEmpty()
                || timings(Operation.STEP).isPresent();
    }

    /** Milliseconds of an operation at the task's own batch size, by process start; empty if none may be published. */
    public Optional<SamplesByStart> timings(Operation operation) {
        var starts = runs.stream()
                .filter(Publication::published)
                .map(run -> run.timings().stream()
                        .filter(series -> series.operation() == operation
                                && series.batchSize() == operation.samples(TaskResult.batchSize(run.task())))
                        .map(TimingSeries::milliseconds)
                        .flatMap(List::stream)
                        .toList())
                .filter(values -> !values.isEmpty())
                .toList();
        return starts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
    }
}
