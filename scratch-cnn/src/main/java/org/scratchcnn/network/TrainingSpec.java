package org.scratchcnn.network;

/**
 * How a network is trained.
 *
 * @param seed of the initial parameters and of dropout's masks
 */
public record TrainingSpec(
        NetworkSpec network,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        InitSpec init,
        int batchSize,
        int epochs,
        long seed) {

    public TrainingSpec {
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, but is " + batchSize);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("Training needs at least 1 epoch, but was given " + epochs);
        }
    }

    /** A constant learning rate, no clipping, PyTorch's default initialization and seed 1. */
    public static TrainingSpec of(NetworkSpec network, OptimizerSpec optimizer, int batchSize, int epochs) {
        return new TrainingSpec(
                network,
                optimizer,
                new ScheduleSpec.Constant(),
                new ClippingSpec.None(),
                InitSpec.PYTORCH_DEFAULT,
                batchSize,
                epochs,
                1);
    }

    public TrainingSpec withNetwork(NetworkSpec newNetwork) {
        return new TrainingSpec(newNetwork, optimizer, schedule, clipping, init, batchSize, epochs, seed);
    }

    public TrainingSpec withOptimizer(OptimizerSpec newOptimizer) {
        return new TrainingSpec(network, newOptimizer, schedule, clipping, init, batchSize, epochs, seed);
    }

    public TrainingSpec withClipping(ClippingSpec newClipping) {
        return new TrainingSpec(network, optimizer, schedule, newClipping, init, batchSize, epochs, seed);
    }

    public TrainingSpec withBatchSize(int newBatchSize) {
        return new TrainingSpec(network, optimizer, schedule, clipping, init, newBatchSize, epochs, seed);
    }

    public TrainingSpec withEpochs(int newEpochs) {
        return new TrainingSpec(network, optimizer, schedule, clipping, init, batchSize, newEpochs, seed);
    }

    public TrainingSpec withSeed(long newSeed) {
        return new TrainingSpec(network, optimizer, schedule, clipping, init, batchSize, epochs, newSeed);
    }
}
