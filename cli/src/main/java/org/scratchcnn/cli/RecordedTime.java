package org.scratchcnn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import tools.jackson.databind.node.ObjectNode;

/** What trainings took in the checked-in record, from which README has its figures too. */
final class RecordedTime {

    private static final String RECORD = "comparison.json";

    private final ComparisonRecord comparison;

    private RecordedTime(ComparisonRecord comparison) {
        this.comparison = comparison;
    }

    static RecordedTime read() {
        try (var resource = RecordedTime.class.getResourceAsStream(RECORD)) {
            var text = new String(Objects.requireNonNull(resource, RECORD).readAllBytes(), UTF_8);
            var tree = (ObjectNode) RecordJson.tree(text);
            tree.remove("checksum");
            return new RecordedTime(RecordJson.read(tree, ComparisonRecord.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where and when. */
    ComparisonRecord comparison() {
        return comparison;
    }

    /**
     * Seconds that an engine took for so many steps of a task, the mean over its trainings.
     *
     * @throws IllegalStateException if the record has none
     */
    double seconds(String engine, String task, long steps) {
        return steps
                * comparison.runs().stream()
                        .filter(run -> run.engine().equals(engine)
                                && run.task().name().equals(task)
                                && run.protocol() == Protocol.TRAIN
                                && !run.epochs().isEmpty())
                        .mapToDouble(RecordedTime::secondsAStep)
                        .average()
                        .orElseThrow(() -> new IllegalStateException(
                                "The record has no training of %s by %s".formatted(task, engine)));
    }

    private static double secondsAStep(EngineRun run) {
        int batchSize = run.task().training().batchSize();
        long steps = run.epochs().stream()
                .mapToLong(epoch -> Math.ceilDiv(epoch.samples(), batchSize))
                .sum();
        return run.trainingSeconds() / steps;
    }
}
