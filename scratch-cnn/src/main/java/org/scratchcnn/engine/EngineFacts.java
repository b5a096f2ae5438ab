package org.scratchcnn.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scratchcnn.network.MemoryPlan;

/**
 * What an engine is really running with, found out from it rather than from its settings: versions, threads, vector
 * bits, BLAS, layer helpers in use.
 */
public record EngineFacts(String engine, SortedMap<String, String> facts) {

    /** The fact that tells which set of SIMD instructions the engine uses, as the engine names it. */
    public static final String INSTRUCTIONS = "instructions";

    /** The fact that tells how long the vectors are that the library computes with, a plain number if there are any. */
    public static final String VECTOR_BITS = "vector bits";

    /** The fact that tells what memory a session was planned to hold, {@link MemoryPlan#describe}. */
    public static final String MEMORY = "memory";

    public EngineFacts {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
