package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.records.AtomicFile;
import org.scratchcnn.records.InvalidJsonException;
import org.scratchcnn.records.RecordJson;

/**
 * The process that a foreign engine's single convolutions are timed in, one after the other pass, as JMH times the
 * library's own: JMH itself would have to be started from the engine's class path.
 */
public final class ConvolutionWorker {

    /** An engine's argument that asks for this worker in place of {@link EngineWorker}. */
    public static final String ARGUMENT = "convolution";

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final LongSupplier nanoTime;

    ConvolutionWorker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Serves one request; the process also ends with the one that started it.
     *
     * @param request a {@link ConvolutionRequest} as JSON
     * @param result file that {@link ConvolutionTimes} are written to as JSON
     * @throws InvalidJsonException if the request is malformed
     * @throws IOException if the result can't be written
     */
    public static void run(Function<ConvolutionRequest, TimedConvolution> engine, String request, Path result)
            throws IOException {
        EngineWorker.endWithParent();
        var times = new ConvolutionWorker(System::nanoTime)
                .time(engine, RecordJson.read(request, ConvolutionRequest.class));
        AtomicFile.write(result, RecordJson.write(times).getBytes(StandardCharsets.UTF_8));
    }

    /** Times every pass of the convolution. */
    ConvolutionTimes time(Function<ConvolutionRequest, TimedConvolution> engine, ConvolutionRequest request) {
        var plan = request.iterations();
        var milliseconds = new EnumMap<Pass, List<Double>>(Pass.class);
        try (var convolution = engine.apply(request)) {
            for (var pass : Pass.values()) {
                iterations(convolution, pass, plan.warmups(), plan.warmupMilliseconds());
                milliseconds.put(pass, iterations(convolution, pass, plan.measured(), plan.measuredMilliseconds()));
            }
            return new ConvolutionTimes(convolution.facts(), milliseconds);
        }
    }

    private List<Double> iterations(TimedConvolution convolution, Pass pass, int count, int leastMilliseconds) {
        var milliseconds = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long started = nanoTime.getAsLong();
            int operations = 0;
            double elapsed;
            do {
                convolution.run(pass);
                operations++;
                elapsed = (nanoTime.getAsLong() - started) / NANOSECONDS_PER_MILLISECOND;
            } while (elapsed < leastMilliseconds);
            milliseconds.add(elapsed / operations);
        }
        return milliseconds;
    }
}
