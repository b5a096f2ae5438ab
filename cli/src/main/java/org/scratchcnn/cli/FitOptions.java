package org.scratchcnn.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Dataset;
import org.scratchcnn.Fit;
import org.scratchcnn.Schedule;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.ParameterGroup;
import picocli.CommandLine.Option;

/** How a network is trained. */
final class FitOptions {

    /** A processor. */
    private static final int MOST_THREADS = 8;

    @Option(names = "--batch", paramLabel = "N", description = "Images a step. Default: 32.")
    private @Nullable Integer batch;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}. Default: adam.")
    private @Nullable Optimizer optimizer;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Learning rate. Default: the optimizer's usual one, 0.001 for adam.")
    private @Nullable Double rate;

    @Option(
            names = "--decay",
            paramLabel = "STRENGTH",
            description =
                    "How strongly weights are drawn towards zero: decoupled for adamw, lion and muon, else L2. Default: 0.01 for adamw, else 0.")
    private @Nullable Double decay;

    @Option(
            names = "--freeze",
            paramLabel = "LAYER",
            split = ",",
            description =
                    "Layers that stay as they are, by their paths in the summary, for example 0,3.body; when resuming, in place of those that did before.")
    private List<String> frozen = List.of();

    @Option(
            names = "--freeze-until",
            paramLabel = "EPOCH",
            description =
                    "The last epoch in which the layers of --freeze stay as they are; they are trained from the next on.")
    private @Nullable Integer frozenUntil;

    @Option(
            names = "--freeze-from",
            paramLabel = "EPOCH",
            description =
                    "The first epoch in which the layers of --freeze stay as they are; they are trained until then.")
    private @Nullable Integer frozenFrom;

    @Option(
            names = "--ghost-batch",
            paramLabel = "N",
            description = "Images that batch normalization normalizes together. Default: the whole batch.")
    private @Nullable Integer ghostBatch;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description =
                    "How the learning rate changes until the last epoch, one of ${COMPLETION-CANDIDATES}: to a tenth after half and three quarters (step), down to 0 (linear, cosine) or 1 %% (exponential), up to --rate and down (one-cycle, triangular), to a tenth when the loss has not fallen for three epochs (plateau). Default: constant.")
    private @Nullable RateSchedule schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "Epochs, or parts of them, in which the rate rises before the schedule begins. Default: 0.")
    private @Nullable Double warmUp;

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description =
                    "Evaluate and save a moving average of the weights with that decay, such as 0.999. Default: the weights themselves.")
    private @Nullable Double average;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of the images that is held back and evaluated after each epoch. Default: 0.1.")
    private @Nullable Double validation;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute; they change no result. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * The settings before, but for what the user asks for.
     *
     * @param before with the epochs that are to come
     * @param resumed whether they are a model's
     * @param done epochs before these
     * @throws IllegalArgumentException if an option makes no sense here
     */
    Fit change(Fit before, Dataset train, boolean resumed, int done) {
        int most = MOST_THREADS * Runtime.getRuntime().availableProcessors();
        if (threads > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d threads would only wait for each other here; take at most %d", threads, most));
        }
        var fit = before.threads(threads);
        if (validation != null) {
            fit = fit.validation(validation);
        }
        if (batch != null) {
            fit = fit.batchSize(batch);
        } else if (!resumed) {
            int left = train.size() - (int) Math.round(fit.validationShare() * train.size());
            fit = fit.batchSize(Math.clamp(left, 1, fit.batchSize()));
        }
        if (optimizer != null) {
            fit = fit.optimizer(optimizer.usual()).decay(optimizer.usualDecay());
        }
        if (decay != null) {
            fit = fit.decay(decay(fit.decay(), decay));
        }
        if (!frozen.isEmpty()) {
            fit = freeze(thawed(fit), frozen.toArray(String[]::new), done);
        } else if (frozenUntil != null || frozenFrom != null) {
            throw new IllegalArgumentException("Name the layers with --freeze");
        }
        if (ghostBatch != null) {
            fit = fit.statistics(new BatchStatisticsSpec.GhostBatch(ghostBatch));
        }
        if (rate != null) {
            fit = fit.optimizer(fit.optimizer().withLearningRate(rate));
        }
        if (average != null) {
            fit = fit.averaging(new AveragingSpec.ExponentialMovingAverage(average));
        }
        return schedule == null && warmUp == null ? fit : fit.schedule(schedule(resumed));
    }

    /** Without groups that are frozen and nothing else. */
    private static Fit thawed(Fit fit) {
        var before = fit.groups();
        return fit.groups(span -> before.over(span).stream()
                .filter(group ->
                        !group.equals(ParameterGroup.ofLayers(group.layers().toArray(String[]::new))
                                .frozenUntil(group.trainedFrom())
                                .frozenFrom(group.trainedUntil())))
                .toList());
    }

    private Fit freeze(Fit fit, String[] layers, int done) {
        if (frozenUntil != null && frozenFrom != null) {
            throw new IllegalArgumentException("Take --freeze-until or --freeze-from, not both");
        }
        if (frozenUntil != null) {
            return fit.freezeUntil(requireEpoch("--freeze-until", frozenUntil, done, fit.epochs()), layers);
        }
        return frozenFrom == null
                ? fit.freeze(layers)
                : fit.freezeFrom(requireEpoch("--freeze-from", frozenFrom, done, fit.epochs()), layers);
    }

    /** @return the epoch, counted from those done */
    private static int requireEpoch(String option, int epoch, int done, int more) {
        if (epoch <= done || epoch > done + more) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s must name one of the epochs %d to %d, which are trained, but names %d",
                    option,
                    done + 1,
                    done + more,
                    epoch));
        }
        return epoch - done;
    }

    /** Of the kind that the optimizer has, or the model already. */
    private DecaySpec decay(DecaySpec before, double strength) {
        if (optimizer == null && before instanceof DecaySpec.Decoupled && strength != 0) {
            return new DecaySpec.Decoupled(strength);
        }
        return (optimizer == null ? Optimizer.ADAM : optimizer).decay(strength);
    }

    private Schedule schedule(boolean resumed) {
        if (schedule == null && resumed) {
            throw new IllegalArgumentException(
                    "--warm-up would put another schedule in the place of the model's; name it with --schedule");
        }
        var usual = (schedule == null ? RateSchedule.CONSTANT : schedule).usual();
        return warmUp == null ? usual : usual.warmUp(warmUp);
    }
}
