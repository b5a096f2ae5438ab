package org.scratchcnn.worker.record;

import java.util.List;

/**
 * The Java virtual machine that a measurement ran in.
 *
 * @param version of the runtime, for example {@code 25.0.3+9-LTS}
 * @param vm name and vendor
 * @param flags as given on the command line
 */
public record JvmFacts(String version, String vm, List<String> flags) {

    public JvmFacts {
        flags = List.copyOf(flags);
    }
}
