package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResidentMemoryTest {

    @Test
    void readsKibibytesOfTheHighWaterMark() {
        var status = List.of("Name:\tjava", "VmPeak:\t 8000000 kB", "VmHWM:\t  123456 kB", "VmRSS:\t  100000 kB");

        assertThat(ResidentMemory.peakBytes(status)).isEqualTo(123_456L * 1024);
    }

    @Test
    void saysNothingWhereTheSystemDoesNot() {
        assertThat(ResidentMemory.peakBytes(List.of("Name:\tjava"))).isNull();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsThatThisProcessHasMemory() {
        assertThat(ResidentMemory.peakBytes()).isGreaterThan(1 << 20);
    }
}
