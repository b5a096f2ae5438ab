package org.scratchcnn.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Java virtual machine, by what it says of itself.
 *
 * @param name for example {@code OpenJDK 64-Bit Server VM}
 * @param mode for example {@code mixed mode, sharing}
 * @param options an option's value by its name; empty where the JVM has none of that name
 */
public record VirtualMachine(String name, String mode, Function<String, Optional<String>> options) {

    /** The one that runs this. */
    public static VirtualMachine current() {
        return new VirtualMachine(
                System.getProperty("java.vm.name", "unknown"),
                System.getProperty("java.vm.info", ""),
                VirtualMachine::currentOption);
    }

    private static Optional<String> currentOption(String name) {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                    .map(hotSpot -> hotSpot.getVMOption(name).getValue());
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty(); // no HotSpot, or one without this option
        }
    }

    /** An option's value; empty where there is none of that name. */
    public Optional<String> option(String option) {
        return options.apply(option);
    }

    /** Whether an option of that name is there and switched on. */
    public boolean isOn(String option) {
        return option(option).map(Boolean::parseBoolean).orElse(false);
    }
}
