package org.scratchcnn.reports.convergence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;

/**
 * What the reference engine came to on one task, epoch by epoch, over several seeds, and how that was measured.
 *
 * @param taskHash of the task with seed 1 and one epoch, so that seed and number of epochs don't matter
 * @param data that were trained on; drawn ones without their hashes, since they differ from seed to seed
 * @param command that measured the runs, without the folders that it named
 * @param engine as it was in the first run
 * @param runs at least {@link #FEWEST_RUNS}
 */
public record ReferenceCurves(
        String task,
        int batchSize,
        String taskHash,
        DataFingerprint data,
        String command,
        Instant measured,
        Revision revision,
        Machine machine,
        EngineOptions options,
        EngineFacts engine,
        List<Curve> runs) {

    /** From fewer runs nobody can tell how much they vary. */
    public static final int FEWEST_RUNS = 5;

    /** The probability that a training that is right is flagged, all its epochs together. */
    private static final double ERROR = 0.01;

    /**
     * The difference between accuracies that counts as none. What lies within it of the reference is never suspicious,
     * however little that one's runs vary.
     */
    public static final double MARGIN = 0.005;

    public ReferenceCurves {
        runs = List.copyOf(runs);
        if (runs.size() < FEWEST_RUNS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Reference curves of %s need at least %d runs, but there are %d",
                    task,
                    FEWEST_RUNS,
                    runs.size()));
        }
    }

    /**
     * One run.
     *
     * @param accuracies after each epoch, on the validation samples or, where the task has none, on the test samples
     * @param testAccuracy after the last epoch
     */
    public record Curve(long seed, List<Double> accuracies, double testAccuracy) {

        public Curve {
            accuracies = List.copyOf(accuracies);
        }
    }

    /** The epochs that every run has. */
    int epochs() {
        return runs.stream().mapToInt(run -> run.accuracies().size()).min().orElseThrow();
    }

    /** How a training's accuracies stand beside these. */
    Convergence judge(List<EpochResult> training) {
        int common = Math.min(training.size(), epochs());
        var judged = judgedEpochs(common);
        for (int epoch : judged.reversed()) {
            double accuracy = training.get(epoch - 1).evaluation().accuracy();
            var expected = expected(epoch, judged.size());
            if (accuracy < expected.lower() || accuracy > expected.upper()) {
                return new Convergence.Suspicious(epoch, accuracy, expected);
            }
        }
        return new Convergence.Validated(common);
    }

    /**
     * The epochs that are looked at: 1, 2, 4, 8, … and the last. Neighbouring ones say much the same, and the more are
     * tested, the wider each interval has to be.
     */
    private static List<Integer> judgedEpochs(int last) {
        return IntStream.concat(IntStream.iterate(1, epoch -> epoch < last, epoch -> 2 * epoch), IntStream.of(last))
                .boxed()
                .toList();
    }

    /** By the prediction interval, its error shared out evenly over all epochs that are judged (Bonferroni). */
    private ConfidenceInterval expected(int epoch, int judged) {
        var predicted = MeanEstimate.prediction(
                1 - ERROR / judged,
                runs.stream()
                        .mapToDouble(run -> run.accuracies().get(epoch - 1))
                        .toArray());
        return new ConfidenceInterval(
                Math.min(predicted.lower(), predicted.value() - MARGIN),
                Math.max(predicted.upper(), predicted.value() + MARGIN));
    }
}
