package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a network is trained.
 *
 * @param seed of the initial parameters and of dropout's masks
 * @param statistics over which samples batch normalization takes its statistics
 * @param frozen paths of layers, for example {@code 0} or {@code 3.body}, that stay as they are with all that is inside
 *     them: parameters, running statistics too, by which a frozen batch normalization normalizes
 */
public record TrainingSpec(
        NetworkSpec network,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        InitSpec init,
        int batchSize,
        int epochs,
        long seed,
        BatchStatisticsSpec statistics,
        List<String> frozen) {

    public TrainingSpec {
        frozen = List.copyOf(frozen);
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, but is " + batchSize);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("Training needs at least 1 epoch, but was given " + epochs);
        }
        if (!frozen.isEmpty()) {
            requirePaths(network.resolve(), frozen);
        }
    }

    /** A constant learning rate, no clipping, PyTorch's default initialization, seed 1 and nothing frozen. */
    public static TrainingSpec of(NetworkSpec network, OptimizerSpec optimizer, int batchSize, int epochs) {
        return new TrainingSpec(
                network,
                optimizer,
                new ScheduleSpec.Constant(),
                new ClippingSpec.None(),
                InitSpec.PYTORCH_DEFAULT,
                batchSize,
                epochs,
                1,
                new BatchStatisticsSpec.WholeBatch(),
                List.of());
    }

    public TrainingSpec withNetwork(NetworkSpec newNetwork) {
        return new TrainingSpec(
                newNetwork, optimizer, schedule, clipping, init, batchSize, epochs, seed, statistics, frozen);
    }

    public TrainingSpec withOptimizer(OptimizerSpec newOptimizer) {
        return new TrainingSpec(
                network, newOptimizer, schedule, clipping, init, batchSize, epochs, seed, statistics, frozen);
    }

    public TrainingSpec withClipping(ClippingSpec newClipping) {
        return new TrainingSpec(
                network, optimizer, schedule, newClipping, init, batchSize, epochs, seed, statistics, frozen);
    }

    public TrainingSpec withInit(InitSpec newInit) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, newInit, batchSize, epochs, seed, statistics, frozen);
    }

    public TrainingSpec withBatchSize(int newBatchSize) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, init, newBatchSize, epochs, seed, statistics, frozen);
    }

    public TrainingSpec withEpochs(int newEpochs) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, init, batchSize, newEpochs, seed, statistics, frozen);
    }

    public TrainingSpec withSeed(long newSeed) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, init, batchSize, epochs, newSeed, statistics, frozen);
    }

    public TrainingSpec withStatistics(BatchStatisticsSpec newStatistics) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, init, batchSize, epochs, seed, newStatistics, frozen);
    }

    public TrainingSpec withFrozen(String... paths) {
        return new TrainingSpec(
                network, optimizer, schedule, clipping, init, batchSize, epochs, seed, statistics, List.of(paths));
    }

    private static void requirePaths(ResolvedNetwork network, List<String> paths) {
        for (var path : paths) {
            if (network.operations().stream().noneMatch(operation -> isAtOrUnder(operation, path))) {
                throw new IllegalArgumentException("%s has no layer at \"%s\" to be frozen; its layers are at %s"
                        .formatted(
                                network.name(),
                                path,
                                network.operations().stream()
                                        .map(Operation::path)
                                        .toList()));
            }
        }
    }

    /** Whether an operation has parameters that an optimizer changes. */
    public boolean trains(Operation operation) {
        return !operation.parameters().isEmpty() && !isFrozen(operation);
    }

    /** Whether an operation stays as it is. */
    public boolean isFrozen(Operation operation) {
        return frozen.stream().anyMatch(path -> isAtOrUnder(operation, path));
    }

    private static boolean isAtOrUnder(Operation operation, String path) {
        return operation.path().equals(path) || operation.path().startsWith(path + ".");
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
