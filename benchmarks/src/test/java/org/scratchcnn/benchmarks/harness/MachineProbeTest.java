package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProbeTest {

    @TempDir
    private Path folder;

    @Test
    void knowsThisMachine() {
        var machine = MachineProbe.read();

        assertThat(machine.cpu()).isNotBlank();
        assertThat(machine.cores()).isPositive();
        assertThat(machine.memoryBytes()).isGreaterThan(1 << 28);
        assertThat(machine.operatingSystem()).contains(System.getProperty("os.name"));
    }

    @Test
    void findsTheProcessorsNameInLinuxsTable() throws IOException {
        var table = Files.writeString(
                folder.resolve("cpuinfo"),
                "processor\t: 0\nmodel\t\t: 2\nmodel name\t: AMD EPYC 9B45 \nstepping\t: 1\n");

        assertThat(MachineProbe.linuxProcessor(table)).contains("AMD EPYC 9B45");
        assertThat(MachineProbe.linuxProcessor(Files.writeString(table, "CPU part\t: 0xd4f\n")))
                .isEmpty();
        assertThat(MachineProbe.linuxProcessor(folder.resolve("none"))).isEmpty();
    }
}
