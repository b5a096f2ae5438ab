package org.scratchcnn.benchmarks.jmh;

import java.io.PrintStream;
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

/** Tells how far JMH has come, and which benchmarks failed: JMH leaves those out of its results. */
final class JmhProgress implements OutputFormat {

    private final PrintStream log;
    private final int total;
    private final MicrobenchmarkListener listener;
    private final List<BenchmarkParams> failed = new ArrayList<>();
    private @Nullable BenchmarkParams running;
    private int number;

    /**
     * Before the first benchmark.
     *
     * @param log gets what JMH and its forks print
     * @param total benchmarks
     */
    JmhProgress(PrintStream log, int total, MicrobenchmarkListener listener) {
        this.log = log;
        this.total = total;
        this.listener = listener;
    }

    /** The benchmarks of which a fork failed. */
    List<BenchmarkParams> failed() {
        return failed;
    }

    @Override
    public void startBenchmark(BenchmarkParams params) {
        endUnfinished();
        running = params;
        log.println("\n# " + JmhRecords.title(params) + ", on " + String.join(" ", params.getJvmArgs()));
    }

    @Override
    public void endBenchmark(@Nullable BenchmarkResult result) {
        // A fork that failed leaves out iterations, or has no result at all.
        if (running != null
                && result != null
                && result.getIterationResults().size()
                        == running.getForks() * running.getMeasurement().getCount()) {
            end(running, OptionalDouble.of(result.getPrimaryResult().getScore()));
        } else {
            endUnfinished();
        }
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        endUnfinished();
    }

    /** Of a benchmark whose fork crashed, JMH tells no end. */
    private void endUnfinished() {
        if (running != null) {
            failed.add(running);
            end(running, OptionalDouble.empty());
        }
    }

    private void end(BenchmarkParams params, OptionalDouble milliseconds) {
        running = null;
        number++;
        listener.microbenchmarkFinished(JmhRecords.title(params), milliseconds, number, total);
    }

    @Override
    public void startRun() {}

    @Override
    public void iteration(BenchmarkParams params, IterationParams iterationParams, int iteration) {}

    @Override
    public void iterationResult(
            BenchmarkParams params, IterationParams iterationParams, int iteration, IterationResult result) {
        log.println(result.getPrimaryResult());
    }

    @Override
    public void print(String s) {
        log.print(s);
    }

    @Override
    public void println(String s) {
        log.println(s);
    }

    @Override
    public void verbosePrintln(String s) {}

    @Override
    public void write(int b) {
        log.write(b);
    }

    @Override
    public void write(byte[] b) {
        log.writeBytes(b);
    }

    @Override
    public void flush() {
        log.flush();
    }

    @Override
    public void close() {
        log.close();
    }
}
