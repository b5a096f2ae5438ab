package org.scratchcnn.benchmarks.harness;

import java.util.List;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.PlannedRun;

/** Told of a comparison's progress. */
public interface ComparisonListener {

    /** Something makes results worth less, and what to do about it; told before the first run. */
    void warned(String message);

    /** A run begins; the first has the number 1. */
    void runStarted(PlannedRun run, int number, int total);

    /** What the run's process says. */
    void workerSaid(PlannedRun run, WorkerEvent event);

    /** A run is over, well or not. */
    void runFinished(PlannedRun run, EngineRun result);

    /** Something else disturbed the run that was finished last, for these reasons. */
    void runMarked(List<String> why);

    /**
     * All forks of a microbenchmark are over, well or not.
     *
     * @param number the first is 1
     */
    void microbenchmarkFinished(Microbenchmark result, int number, int total);
}
