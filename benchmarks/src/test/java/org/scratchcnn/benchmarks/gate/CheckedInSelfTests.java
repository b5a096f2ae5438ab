package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.worker.record.RecordJson;

/** What {@code ./cnn gate self-test} wrote where docs/measurement.md says, by the commit that was measured. */
final class CheckedInSelfTests {

    /** The one whose table is published. */
    static final String PUBLISHED = "981331c";

    private static final List<String> ALL =
            List.of(PUBLISHED, "2ade319", "c8d0402", "c8d0402-equal-1", "c8d0402-equal-2", "c8d0402-equal-3");

    private CheckedInSelfTests() {}

    static List<SelfTestRecord> all() throws IOException {
        var records = new ArrayList<SelfTestRecord>();
        for (var name : ALL) {
            records.add(read(name));
        }
        return records;
    }

    static SelfTestRecord read(String name) throws IOException {
        try (var json = CheckedInSelfTests.class.getResourceAsStream("/self-test/" + name + ".json")) {
            assertThat(json).isNotNull();
            return RecordJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), SelfTestRecord.class);
        }
    }
}
