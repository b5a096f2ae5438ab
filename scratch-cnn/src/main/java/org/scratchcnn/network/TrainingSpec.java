package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a network is trained.
 *
 * @param seed of the initial parameters and of dropout's masks
 * @param statistics over which samples batch normalization takes its statistics
 * @param groups parameters that are trained in another way than the others, or never
 */
public record TrainingSpec(
        NetworkSpec network,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        DecaySpec decay,
        AveragingSpec averaging,
        InitSpec init,
        int batchSize,
        int epochs,
        long seed,
        BatchStatisticsSpec statistics,
        List<ParameterGroup> groups) {

    public TrainingSpec {
        groups = List.copyOf(groups);
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, but is " + batchSize);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("Training needs at least 1 epoch, but was given " + epochs);
        }
        if (!groups.isEmpty()) {
            var resolved = network.resolve();
            groups.forEach(group -> group.requireIn(resolved));
        }
    }

    /** A constant learning rate, no clipping, no decay, no averages, PyTorch's default initialization, seed 1 and no groups. */
    public static TrainingSpec of(NetworkSpec network, OptimizerSpec optimizer, int batchSize, int epochs) {
        return new TrainingSpec(
                network,
                optimizer,
                new ScheduleSpec.Constant(),
                new ClippingSpec.None(),
                new DecaySpec.None(),
                new AveragingSpec.None(),
                InitSpec.PYTORCH_DEFAULT,
                batchSize,
                epochs,
                1,
                new BatchStatisticsSpec.WholeBatch(),
                List.of());
    }

    /** The components, to change some of them. */
    private static final class Components {

        NetworkSpec network;
        OptimizerSpec optimizer;
        ScheduleSpec schedule;
        ClippingSpec clipping;
        DecaySpec decay;
        AveragingSpec averaging;
        InitSpec init;
        int batchSize;
        int epochs;
        long seed;
        BatchStatisticsSpec statistics;
        List<ParameterGroup> groups;

        Components(TrainingSpec training) {
            network = training.network;
            optimizer = training.optimizer;
            schedule = training.schedule;
            clipping = training.clipping;
            decay = training.decay;
            averaging = training.averaging;
            init = training.init;
            batchSize = training.batchSize;
            epochs = training.epochs;
            seed = training.seed;
            statistics = training.statistics;
            groups = training.groups;
        }

        TrainingSpec training() {
            return new TrainingSpec(
                    network,
                    optimizer,
                    schedule,
                    clipping,
                    decay,
                    averaging,
                    init,
                    batchSize,
                    epochs,
                    seed,
                    statistics,
                    groups);
        }
    }

    private TrainingSpec with(Consumer<Components> change) {
        var components = new Components(this);
        change.accept(components);
        return components.training();
    }

    public TrainingSpec withNetwork(NetworkSpec newNetwork) {
        return with(training -> training.network = newNetwork);
    }

    public TrainingSpec withOptimizer(OptimizerSpec newOptimizer) {
        return with(training -> training.optimizer = newOptimizer);
    }

    public TrainingSpec withSchedule(ScheduleSpec newSchedule) {
        return with(training -> training.schedule = newSchedule);
    }

    public TrainingSpec withClipping(ClippingSpec newClipping) {
        return with(training -> training.clipping = newClipping);
    }

    public TrainingSpec withDecay(DecaySpec newDecay) {
        return with(training -> training.decay = newDecay);
    }

    public TrainingSpec withAveraging(AveragingSpec newAveraging) {
        return with(training -> training.averaging = newAveraging);
    }

    public TrainingSpec withInit(InitSpec newInit) {
        return with(training -> training.init = newInit);
    }

    public TrainingSpec withBatchSize(int newBatchSize) {
        return with(training -> training.batchSize = newBatchSize);
    }

    public TrainingSpec withEpochs(int newEpochs) {
        return with(training -> training.epochs = newEpochs);
    }

    public TrainingSpec withSeed(long newSeed) {
        return with(training -> training.seed = newSeed);
    }

    public TrainingSpec withStatistics(BatchStatisticsSpec newStatistics) {
        return with(training -> training.statistics = newStatistics);
    }

    public TrainingSpec withGroups(ParameterGroup... newGroups) {
        return with(training -> training.groups = List.of(newGroups));
    }

    /** How a parameter, named by path, is trained: what all groups that select it come to. */
    public ParameterGroup groupOf(ParameterSpec parameter) {
        var layer = parameter.name().substring(0, Math.max(0, parameter.name().lastIndexOf('.')));
        return groups.stream()
                .filter(group -> group.selects(parameter))
                .reduce(ParameterGroup.ofLayers(layer).withRoles(parameter.role()), ParameterGroup::changedAs);
    }

    /** Whether an optimizer changes a parameter, named by path, in any step. */
    public boolean trains(ParameterSpec parameter) {
        return groupOf(parameter).isTrained();
    }

    /** Whether an operation has parameters that an optimizer changes. */
    public boolean trains(Operation operation) {
        return operation.parameters().stream().anyMatch(this::trains);
    }

    /** Whether an operation stays as it is, with all that it holds. */
    public boolean isFrozen(Operation operation) {
        return groups.stream().anyMatch(group -> !group.isTrained() && group.selectsWhole(operation));
    }

    /**
     * Checks that batch normalization has more than one value a channel in a batch, since one value has no deviation from
     * its mean.
     *
     * @param resolved this training's network
     * @throws IllegalArgumentException that names the layer, its shape and the batch
     */
    public void requireStatistics(ResolvedNetwork resolved, int samples) {
        int fewest = switch (statistics) {
            case BatchStatisticsSpec.WholeBatch _ -> samples;
            case BatchStatisticsSpec.GhostBatch(int size) -> samples % size == 0 ? size : samples % size;
        };
        var normalization = fewest > 1 ? Optional.<Operation>empty() : normalizationOfSingleValues(resolved);
        if (normalization.isPresent()) {
            var operation = normalization.get();
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s, layer %s %s over %s: a %s of one sample gives it a single value a channel, and one value has no deviation from its mean; take batches of two or more, and a number of samples that leaves no single one at the end",
                    resolved.name(),
                    operation.path(),
                    operation.spec().describe(),
                    operation.output(),
                    statistics instanceof BatchStatisticsSpec.WholeBatch ? "batch" : "ghost batch"));
        }
    }

    /**
     * The first layer that would have a single value a channel in a batch of one sample, and refuses that.
     *
     * @param resolved this training's network
     */
    public Optional<Operation> normalizationOfSingleValues(ResolvedNetwork resolved) {
        return resolved.operations().stream()
                .filter(operation -> operation.spec() instanceof BatchNorm norm
                        && !isFrozen(operation)
                        && operation.output().size() == norm.channels())
                .findFirst();
    }

    /** Whether batches are normalized as a whole, or ghost batches by themselves. */
    public boolean normalizesBatches(ResolvedNetwork resolved) {
        return resolved.operations().stream()
                .anyMatch(operation -> operation.spec() instanceof BatchNorm && !isFrozen(operation));
    }
}
