package org.scratchcnn;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where data came from.
 *
 * @param name for people, for example {@code fashion-mnist}
 * @param sha256 of the content, by part
 */
public record DataSource(String name, SortedMap<String, String> sha256) {

    public DataSource {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    }

    /** Whether the content is the same, whatever the names are. */
    public boolean hasContentOf(DataSource other) {
        return sha256.equals(other.sha256);
    }
}
