package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.scratchcnn.json.RecordJson;

/** What {@code ./cnn gate self-test} found where docs/measurement.md says; only pairs of equal versions are kept. */
final class CheckedInSelfTests {

    private CheckedInSelfTests() {}

    /** The first is the one whose table is published. */
    static List<SelfTestRecord> all() throws IOException {
        try (var json = CheckedInSelfTests.class.getResourceAsStream("self-tests.json")) {
            assertThat(json).isNotNull();
            return List.of(
                    RecordJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), SelfTestRecord[].class));
        }
    }
}
