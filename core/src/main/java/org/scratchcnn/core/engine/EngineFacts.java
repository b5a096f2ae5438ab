package org.scratchcnn.core.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an engine is really running with, found out from it rather than from its settings: versions, threads, vector
 * bits, BLAS, layer helpers in use.
 */
public record EngineFacts(String engine, SortedMap<String, String> facts) {

    public EngineFacts {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
