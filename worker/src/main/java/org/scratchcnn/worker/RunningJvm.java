package org.scratchcnn.worker;

import java.lang.management.ManagementFactory;
import org.scratchcnn.worker.record.JvmFacts;

/** The Java virtual machine that this code runs in. */
public final class RunningJvm {

    private RunningJvm() {}

    /** Its version, its name and vendor, and its flags as the command line, {@code JAVA_TOOL_OPTIONS} and so on gave them. */
    public static JvmFacts facts() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new JvmFacts(
                Runtime.version().toString(),
                runtime.getVmName() + ", " + runtime.getVmVendor(),
                runtime.getInputArguments());
    }
}
