package org.scratchcnn.worker.record;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineFacts;

/**
 * One operation timed by itself, by JMH or in the same way, with its raw samples.
 *
 * @param operation what is computed, for example {@code convolution}
 * @param workload on what, for example {@code cifar-cnn/3 32→64 3×3 @16×16}
 * @param pass title of a {@link Pass}
 * @param algorithm how, for example {@code NAIVE}; of another library the engine's name, for example {@code pytorch}
 * @param batchSize images in each operation
 * @param nominalFlops of one operation
 * @param forks milliseconds per operation: one list a process, one value a measured iteration; none where one failed
 * @param protocol mode, processes, iterations and times, in words
 * @param allocatedBytes on the heap per operation, by all threads, in the median iteration; absent where that was not
 *     measured
 * @param jvm of the processes; absent if it is not known
 * @param facts of the engine that the operation belongs to, absent if they are not known
 * @param outcome of all forks: failed, if one of them did
 */
public record Microbenchmark(
        String operation,
        String workload,
        String pass,
        String algorithm,
        int batchSize,
        int threads,
        long nominalFlops,
        List<List<Double>> forks,
        String protocol,
        @Nullable Double allocatedBytes,
        @Nullable JvmFacts jvm,
        @Nullable EngineFacts facts,
        Outcome outcome) {

    public Microbenchmark {
        forks = forks.stream().map(List::copyOf).toList();
    }

    /** What a layer with weights does in training. */
    public enum Pass {
        FORWARD,
        GRADIENT_BY_INPUT,
        /** And by bias. */
        GRADIENT_BY_WEIGHT;

        /** As records and reports name it, for example {@code gradient by input}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
