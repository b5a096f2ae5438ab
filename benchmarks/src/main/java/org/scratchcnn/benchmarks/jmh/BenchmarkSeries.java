package org.scratchcnn.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/** One benchmark, and what its forks came to so far. */
final class BenchmarkSeries {

    private final Key key;
    private final String protocol;
    private final List<List<Double>> milliseconds = new ArrayList<>();
    private final List<List<Double>> allocatedBytes = new ArrayList<>();
    private @Nullable JvmFacts jvm;
    private @Nullable EngineFacts facts;
    private Outcome outcome = new Outcome.Completed();

    /** Which benchmark. */
    record Key(BenchmarkFamily family, String workload, String pass, String algorithm, int images, int threads) {}

    /**
     * A benchmark without samples.
     *
     * @param protocol in words, as records have it
     */
    BenchmarkSeries(Key key, String protocol) {
        this.key = key;
        this.protocol = protocol;
    }

    /** Adds a fork; of one that failed before, no more is wanted. */
    void add(ForkSamples fork, EngineFacts itsFacts) {
        if (failed()) {
            return;
        }
        if (milliseconds.isEmpty()) {
            jvm = fork.jvm();
            facts = itsFacts;
        }
        milliseconds.add(fork.milliseconds());
        if (!fork.allocatedBytes().isEmpty()) {
            allocatedBytes.add(fork.allocatedBytes());
        }
    }

    /** A fork failed, for this reason. */
    void fail(String message) {
        outcome = new Outcome.Failed(message);
    }

    /** Its engine is not there, for this reason. */
    void leaveOut(String reason) {
        outcome = new Outcome.Unsupported(reason);
    }

    boolean failed() {
        return outcome instanceof Outcome.Failed;
    }

    Key key() {
        return key;
    }

    /** For messages, for example {@code NAIVE: forward}. */
    String title() {
        return "%s: %s".formatted(key.algorithm(), BenchmarkFamily.passTitle(key.pass()));
    }

    Microbenchmark record() {
        return new Microbenchmark(
                key.family().operation(),
                key.family().title(key.workload()),
                BenchmarkFamily.passTitle(key.pass()),
                key.algorithm(),
                key.images(),
                key.threads(),
                key.family().nominalFlops(key.workload(), key.pass(), key.images()),
                milliseconds,
                protocol,
                allocatedBytes.isEmpty() ? null : allocatedBytes,
                jvm,
                facts,
                outcome);
    }
}
