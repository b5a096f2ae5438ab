package org.scratchcnn.reports.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.worker.record.EngineRun;

/**
 * The data that a task's runs saw.
 *
 * @param name for captions and titles; says where data are not the official ones
 * @param fingerprint one line
 */
public record DataSource(String name, String fingerprint) {

    static DataSource of(TaskSpec task, List<EngineRun> runs) {
        var seen = runs.stream()
                .flatMap(run -> Stream.ofNullable(run.data()))
                .distinct()
                .toList();
        if (seen.isEmpty()) {
            return new DataSource(task.data().dataSet().name(), "not read");
        }
        var name = seen.stream().map(DataSource::name).distinct().collect(Collectors.joining(" and "));
        var fingerprint = seen.stream().map(DataSource::description).distinct().collect(Collectors.joining("; "));
        return seen.stream().anyMatch(data -> data.origin() == Origin.STAND_IN)
                        && task.data().dataSet() instanceof DataSetSpec.Images(var set)
                ? new DataSource(name, fingerprint + "; fetch the real one with ./cnn data download " + set.folder())
                : new DataSource(name, fingerprint);
    }

    /** For example {@code CIFAR-10 (not the official file)}; official and drawn data go without a remark. */
    private static String name(DataFingerprint data) {
        return data.origin() == Origin.OFFICIAL || data.origin() == Origin.GENERATED
                ? data.name()
                : "%s (%s)".formatted(data.name(), words(data.origin()));
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case OFFICIAL -> "official";
            case NOT_OFFICIAL -> "not the official file";
            case GENERATED -> "generated";
            case STAND_IN -> "stand-in";
        };
    }

    /** Of drawn data without their hash, which differs from seed to seed. */
    private static String description(DataFingerprint data) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %,d training, %,d validation and %,d test samples%s",
                data.name(),
                words(data.origin()),
                data.trainingSamples(),
                data.validationSamples(),
                data.testSamples(),
                data.origin() == Origin.GENERATED || data.sha256().isEmpty()
                        ? ""
                        : ", SHA-256 %.12s".formatted(data.sha256().firstEntry().getValue()));
    }
}
