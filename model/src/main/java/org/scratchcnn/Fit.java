package org.scratchcnn;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ScheduleSpec;

/**
 * How {@link Model#fit} trains. Immutable: each method gives another one.
 *
 * @param epochs more passes over the data
 * @param batchSize samples a step
 * @param optimizer how gradients change parameters
 * @param schedule of the learning rate, over these epochs
 * @param clipping of gradients that are too large
 * @param decay of parameters
 * @param averaging of weights, by the number of steps of these epochs
 * @param groups parameters that are trained in another way than the others, or never
 * @param statistics over which samples batch normalization takes its statistics
 * @param validationShare of the data that is held back, and evaluated after each epoch; 0 for none
 * @param threads that compute; they change no result
 * @param listener told of each step and epoch
 */
public record Fit(
        int epochs,
        int batchSize,
        OptimizerSpec optimizer,
        Schedule schedule,
        ClippingSpec clipping,
        DecaySpec decay,
        LongFunction<AveragingSpec> averaging,
        Groups groups,
        BatchStatisticsSpec statistics,
        double validationShare,
        int threads,
        FitListener listener) {

    /** Parameters that are trained in another way than the others, by steps once it is known how many there are. */
    @FunctionalInterface
    public interface Groups {
        List<ParameterGroup> over(Schedule.Span span);
    }

    /** Ten epochs in batches of 32 with Adam at 0.001, on all processors, without validation. */
    public static final Fit DEFAULT = new Fit(
            10,
            32,
            OptimizerSpec.adam(1e-3),
            Schedule.constant(),
            new ClippingSpec.None(),
            new DecaySpec.None(),
            _ -> new AveragingSpec.None(),
            _ -> List.of(),
            new BatchStatisticsSpec.WholeBatch(),
            0,
            Runtime.getRuntime().availableProcessors(),
            FitListener.NONE);

    public Fit {
        requireOne("epoch", epochs);
        requireOne("sample a batch", batchSize);
        requireOne("thread", threads);
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "The share for validation must be at least 0 and below 1, but is " + validationShare);
        }
    }

    private static void requireOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "Training needs at least 1 %s, but was given %d", what, count));
        }
    }

    /** The components, to change some of them. */
    private static final class Components {

        int epochs;
        int batchSize;
        OptimizerSpec optimizer;
        Schedule schedule;
        ClippingSpec clipping;
        DecaySpec decay;
        LongFunction<AveragingSpec> averaging;
        Groups groups;
        BatchStatisticsSpec statistics;
        double validationShare;
        int threads;
        FitListener listener;

        Components(Fit fit) {
            epochs = fit.epochs;
            batchSize = fit.batchSize;
            optimizer = fit.optimizer;
            schedule = fit.schedule;
            clipping = fit.clipping;
            decay = fit.decay;
            averaging = fit.averaging;
            groups = fit.groups;
            statistics = fit.statistics;
            validationShare = fit.validationShare;
            threads = fit.threads;
            listener = fit.listener;
        }
    }

    private Fit with(Consumer<Components> change) {
        var to = new Components(this);
        change.accept(to);
        return new Fit(
                to.epochs,
                to.batchSize,
                to.optimizer,
                to.schedule,
                to.clipping,
                to.decay,
                to.averaging,
                to.groups,
                to.statistics,
                to.validationShare,
                to.threads,
                to.listener);
    }

    public Fit epochs(int more) {
        return with(fit -> fit.epochs = more);
    }

    public Fit batchSize(int samples) {
        return with(fit -> fit.batchSize = samples);
    }

    public Fit optimizer(OptimizerSpec newOptimizer) {
        return with(fit -> fit.optimizer = newOptimizer);
    }

    public Fit schedule(ScheduleSpec newSchedule) {
        return schedule(Schedule.of(newSchedule));
    }

    public Fit schedule(Schedule newSchedule) {
        return with(fit -> fit.schedule = newSchedule);
    }

    public Fit clipping(ClippingSpec newClipping) {
        return with(fit -> fit.clipping = newClipping);
    }

    public Fit decay(DecaySpec newDecay) {
        return with(fit -> fit.decay = newDecay);
    }

    public Fit averaging(AveragingSpec newAveraging) {
        return averaging(_ -> newAveraging);
    }

    /** Averages whose description depends on the number of steps, as where lookahead's decay grows over the training. */
    public Fit averaging(LongFunction<AveragingSpec> ofSteps) {
        return with(fit -> fit.averaging = ofSteps);
    }

    /** These groups in the place of others; where they count steps, from the training's beginning. */
    public Fit groups(ParameterGroup... newGroups) {
        return groups(_ -> List.of(newGroups));
    }

    /**
     * These groups in the place of others, where they are trained for some epochs alone:
     *
     * {@snippet :
     * fit.groups(span -> List.of(ParameterGroup.ofLayers("0").frozenFrom(span.steps(3))))
     * }
     */
    public Fit groups(Groups newGroups) {
        return with(fit -> fit.groups = newGroups);
    }

    /**
     * Layers that stay as they are, beside the groups so far.
     *
     * @param layers by their paths, for example {@code 0} or {@code 3.body}, with all that is inside them
     */
    public Fit freeze(String... layers) {
        return andGroup(_ -> ParameterGroup.ofLayers(layers).frozen());
    }

    /**
     * Layers that stay as they are until the end of that epoch, beside the groups so far.
     *
     * @param epoch of this training; its first is 1. Another than these has {@link Model#fit} refuse the settings
     * @param layers as those of {@link #freeze}
     */
    public Fit freezeUntil(int epoch, String... layers) {
        return andGroup(span -> ParameterGroup.ofLayers(layers).frozenUntil(span.steps(requireEpoch(epoch, span))));
    }

    /**
     * Layers that stay as they are from the beginning of that epoch on, beside the groups so far.
     *
     * @param epoch of this training; its first is 1. Another than these has {@link Model#fit} refuse the settings
     * @param layers as those of {@link #freeze}
     */
    public Fit freezeFrom(int epoch, String... layers) {
        return andGroup(span -> ParameterGroup.ofLayers(layers).frozenFrom(span.steps(requireEpoch(epoch, span) - 1)));
    }

    private Fit andGroup(Function<Schedule.Span, ParameterGroup> group) {
        var before = groups;
        return groups(span -> Stream.concat(before.over(span).stream(), Stream.of(group.apply(span)))
                .toList());
    }

    private static int requireEpoch(int epoch, Schedule.Span span) {
        if (epoch < 1 || span.steps(epoch) > span.end()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Layers can be frozen until or from the epochs 1 to %d of the training, but not %d",
                    span.end() / span.perEpoch(),
                    epoch));
        }
        return epoch;
    }

    public Fit statistics(BatchStatisticsSpec newStatistics) {
        return with(fit -> fit.statistics = newStatistics);
    }

    public Fit validation(double share) {
        return with(fit -> fit.validationShare = share);
    }

    public Fit threads(int count) {
        return with(fit -> fit.threads = count);
    }

    public Fit listener(FitListener newListener) {
        return with(fit -> fit.listener = newListener);
    }
}
