package org.scratchcnn.worker.record;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The Java virtual machine that a measurement ran in.
 *
 * @param version of the runtime, for example {@code 25.0.3+9-LTS}
 * @param vm name and vendor
 * @param flags as the command line, {@code JAVA_TOOL_OPTIONS} and so on gave them
 */
public record JvmFacts(String version, String vm, List<String> flags) {

    public JvmFacts {
        flags = List.copyOf(flags);
    }

    /** Those of the virtual machine that this code runs in. */
    public static JvmFacts running() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new JvmFacts(
                Runtime.version().toString(),
                runtime.getVmName() + ", " + runtime.getVmVendor(),
                runtime.getInputArguments());
    }
}
