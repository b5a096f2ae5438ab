package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scratchcnn.worker.record.Outcome;

/** The whole process, since nothing less shows what reaches its standard output. */
class EngineWorkerIT {

    @Test
    void keepsAnEnginesChatterOffStandardOutput() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), FakeWorker.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var requests = process.outputWriter(StandardCharsets.UTF_8)) {
            requests.write(WorkerProtocol.format(Requests.timeSteps()) + "\n");
        }
        var lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();

        assertThat(process.waitFor()).isEqualTo(EngineWorker.ANSWERED);
        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> WorkerProtocol.parseEvent(line).isPresent());
        assertThat(WorkerProtocol.parseEvent(lines.getLast()).orElseThrow())
                .isInstanceOfSatisfying(
                        WorkerEvent.Finished.class,
                        finished -> assertThat(finished.run().outcome()).isEqualTo(new Outcome.Completed()));
    }
}
