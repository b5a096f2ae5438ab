package org.scratchcnn.engine;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may differ between two runs of the same engine without changing what is computed.
 *
 * @param threads that compute, the caller's included
 * @param heap the most memory for Java objects in the engine's process, as behind {@code -Xmx}, for example
 *     {@code 128m}; absent for what the engine's processes get by default
 */
public record EngineOptions(int threads, @Nullable String heap) {

    private static final Pattern HEAP = Pattern.compile("[1-9]\\d*[kmg]");

    public EngineOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("An engine needs at least 1 thread, but was given " + threads);
        }
        if (heap != null && !HEAP.matcher(heap).matches()) {
            throw new IllegalArgumentException(
                    "A heap is a number and k, m or g, for example 128m, but was given " + heap);
        }
    }

    /** One thread for each processor, and the default heap. */
    public static EngineOptions allProcessors() {
        return new EngineOptions(Runtime.getRuntime().availableProcessors());
    }

    /** So many threads, and the default heap. */
    public EngineOptions(int threads) {
        this(threads, null);
    }
}
