package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.InvalidJsonException;
import org.scratchcnn.worker.record.RecordJson;

/**
 * The process that a foreign engine's single operations are timed in, one pass after the other, as JMH times the
 * library's own: JMH itself would have to be started from the engine's class path.
 */
public final class KernelWorker {

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final LongSupplier nanoTime;

    KernelWorker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Serves one request; the process also ends with the one that started it.
     *
     * @param type of the request
     * @param request as JSON
     * @param result file that {@link KernelTimes} are written to as JSON
     * @throws InvalidJsonException if the request is malformed
     * @throws IOException if the result can't be written
     */
    public static <R extends KernelRequest> void run(
            Class<R> type, Function<R, ? extends TimedKernel> engine, String request, Path result) throws IOException {
        EngineWorker.endWithParent();
        var times = new KernelWorker(System::nanoTime).time(engine, RecordJson.read(request, type));
        AtomicFile.write(result, RecordJson.write(times).getBytes(StandardCharsets.UTF_8));
    }

    /** Times every pass of the operation. */
    <R extends KernelRequest> KernelTimes time(Function<R, ? extends TimedKernel> engine, R request) {
        var plan = request.iterations();
        var milliseconds = new HashMap<String, List<Double>>();
        try (var kernel = engine.apply(request)) {
            kernel.passes().forEach((title, pass) -> {
                iterations(pass, plan.warmups(), plan.warmupMilliseconds());
                milliseconds.put(title, iterations(pass, plan.measured(), plan.measuredMilliseconds()));
            });
            return new KernelTimes(RunningJvm.facts(), kernel.facts(), milliseconds);
        }
    }

    private List<Double> iterations(Runnable pass, int count, int leastMilliseconds) {
        var milliseconds = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long started = nanoTime.getAsLong();
            int operations = 0;
            double elapsed;
            do {
                pass.run();
                operations++;
                elapsed = (nanoTime.getAsLong() - started) / NANOSECONDS_PER_MILLISECOND;
            } while (elapsed < leastMilliseconds);
            milliseconds.add(elapsed / operations);
        }
        return milliseconds;
    }
}
