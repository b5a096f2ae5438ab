package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.worker.record.RecordFiles;

class ReferencePointsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesDownWhatTheReferenceEngineCameTo() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.trainedBy("dl4j", 5), record);
        var points = folder.resolve("points.json");

        var result = CommandResult.of("reference-points", record.toString(), "--into", points.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("spiral, batch 64: 5 runs of dl4j", "Reference points: " + points);
        assertThat(RecordJson.read(Files.readString(points), ReferencePoints.class)
                        .tasks())
                .singleElement()
                .satisfies(curves -> assertThat(curves.runs()).hasSize(5));
    }

    @Test
    void saysWhichRecordHoldsTooFewRunsAndLeavesTheFileAsItWas() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.trainedBy("dl4j", 4), record);
        var points = folder.resolve("points.json");
        var before = RecordJson.writeIndented(new ReferencePoints(List.of()));
        Files.writeString(points, before);

        var result = CommandResult.of("reference-points", record.toString(), "--into", points.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError())
                .startsWith("cnn: " + record)
                .endsWith("Reference curves of spiral need at least 5 runs, but there are 4");
        assertThat(points).hasContent(before);
    }

    @Test
    void namesAFileThatHoldsNoReferencePoints() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.trainedBy("dl4j", 5), record);
        var points = folder.resolve("points.json");
        Files.writeString(points, "{\"tusks\" : []}");

        var result = CommandResult.of("reference-points", record.toString(), "--into", points.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).startsWith("cnn: " + points).contains("tasks");
    }
}
