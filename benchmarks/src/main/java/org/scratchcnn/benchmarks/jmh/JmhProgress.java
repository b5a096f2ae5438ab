package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Passes on what JMH prints, tells how far it has come, and notes what failed: JMH leaves that out of its results. */
final class JmhProgress implements OutputFormat {

    private final OutputFormat text;
    private final int total;
    private final MicrobenchmarkListener listener;
    private final List<BenchmarkParams> failed = new ArrayList<>();
    private @Nullable BenchmarkParams running;
    private int number;

    /**
     * Before the first benchmark.
     *
     * @param text gets what JMH prints
     * @param total benchmarks
     */
    JmhProgress(OutputFormat text, int total, MicrobenchmarkListener listener) {
        this.text = text;
        this.total = total;
        this.listener = listener;
    }

    /** The benchmarks of which a fork failed. */
    List<BenchmarkParams> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void startBenchmark(BenchmarkParams params) {
        noteFailure();
        running = params;
        text.startBenchmark(params);
    }

    @Override
    public void endBenchmark(@Nullable BenchmarkResult result) {
        if (running != null && result != null && isWhole(running, result)) {
            finish(running, OptionalDouble.of(result.getPrimaryResult().getScore()));
        } else {
            noteFailure();
        }
        text.endBenchmark(result);
    }

    /** A fork that failed leaves out iterations. */
    private static boolean isWhole(BenchmarkParams params, BenchmarkResult result) {
        int iterations = params.getForks() * params.getMeasurement().getCount();
        return result.getIterationResults().size() == iterations;
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        noteFailure();
        text.endRun(results);
    }

    /** What runs has failed, if anything runs: of a fork that crashed, JMH tells no end. */
    private void noteFailure() {
        if (running != null) {
            failed.add(running);
            finish(running, OptionalDouble.empty());
        }
    }

    private void finish(BenchmarkParams params, OptionalDouble milliseconds) {
        running = null;
        number++;
        listener.microbenchmarkFinished(JmhRecords.title(params), milliseconds, number, total);
    }

    @Override
    public void iteration(BenchmarkParams params, IterationParams iterationParams, int iteration) {
        text.iteration(params, iterationParams, iteration);
    }

    @Override
    public void iterationResult(
            BenchmarkParams params, IterationParams iterationParams, int iteration, IterationResult data) {
        text.iterationResult(params, iterationParams, iteration, data);
    }

    @Override
    public void startRun() {
        text.startRun();
    }

    @Override
    public void print(String s) {
        text.print(s);
    }

    @Override
    public void println(String s) {
        text.println(s);
    }

    @Override
    public void verbosePrintln(String s) {
        text.verbosePrintln(s);
    }

    @Override
    public void write(int b) {
        text.write(b);
    }

    @Override
    public void write(byte[] b) throws IOException {
        text.write(b);
    }

    @Override
    public void flush() {
        text.flush();
    }

    @Override
    public void close() {
        text.close();
    }
}
