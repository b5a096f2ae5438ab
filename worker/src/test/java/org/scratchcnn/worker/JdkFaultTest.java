package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkFaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"25", "25+36-LTS", "25.0.1", "25.0.2+10-LTS"})
    void namesTheVersionsThatCorruptPinnedObjects(String version) {
        assertThat(JdkFault.of(Runtime.Version.parse(version)).orElseThrow())
                .contains(version, "JDK-8377811", "25.0.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3+9-LTS", "25.0.10", "25.1", "24.0.2", "26", "21.0.1"})
    void hasNothingToSayOfOthers(String version) {
        assertThat(JdkFault.of(Runtime.Version.parse(version))).isEmpty();
    }
}
