package org.scratchcnn.benchmarks.harness;

import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import oshi.SystemInfo;

/** Finds out what machine this is. */
public final class MachineProbe {

    private MachineProbe() {}

    public static Machine read() {
        var system = new SystemInfo();
        var hardware = system.getHardware();
        var processor = hardware.getProcessor();
        return new Machine(
                processor.getProcessorIdentifier().getName().strip(),
                Runtime.getRuntime().availableProcessors(),
                hardware.getMemory().getTotal(),
                system.getOperatingSystem().toString());
    }
}
