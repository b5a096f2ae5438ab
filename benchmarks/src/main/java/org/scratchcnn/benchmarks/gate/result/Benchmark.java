package org.scratchcnn.benchmarks.gate.result;

import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest.Operation;

/**
 * Something that both revisions are timed at.
 *
 * @param name for tables and files, without blanks
 * @param task of the zoo
 * @param batchSize that the session is opened for
 * @param engine of the library
 */
public record Benchmark(String name, String task, int batchSize, String engine, Operation operation) {

    /** What a fork is asked to do. */
    public ForkRequest request(int threads, PairPlan plan) {
        return new ForkRequest(
                task, batchSize, engine, operation, threads, plan.warmupMilliseconds(), plan.blockMilliseconds(), 0);
    }
}
