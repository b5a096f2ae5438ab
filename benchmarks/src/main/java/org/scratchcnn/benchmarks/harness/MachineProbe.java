package org.scratchcnn.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;

/** Finds out what machine this is, as far as its operating system tells. */
public final class MachineProbe {

    private MachineProbe() {}

    public static Machine read() {
        return new Machine(
                linuxProcessor(Path.of("/proc/cpuinfo"))
                        .or(MachineProbe::macProcessor)
                        .orElse(Objects.requireNonNullElse(System.getenv("PROCESSOR_IDENTIFIER"), "unknown")),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    /** The processor's name by Linux's own table, which has none for most ARM processors. */
    static Optional<String> linuxProcessor(Path table) {
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> macProcessor() {
        try {
            var asked = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var name = new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
