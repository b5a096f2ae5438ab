package org.scratchcnn;

import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.PatchWhitening;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.TrainingSpec;

/**
 * How a {@link Model} begins.
 *
 * {@snippet :
 * Model.create(network, 1, Initialization.of(InitSpec.DIRAC).whitened(data.train()));
 * }
 */
@FunctionalInterface
public interface Initialization {

    /** Whose patches are looked at, as many as airbench takes. */
    int MOST_IMAGES = 5_000;

    /** PyTorch's for convolutions and linear layers. */
    Initialization DEFAULT = of(InitSpec.PYTORCH_DEFAULT);

    /**
     * The parameters of a network; the same seed gives the same bits.
     *
     * @throws IllegalArgumentException if the network has not what it takes
     */
    ParameterSnapshot draw(Network network, long seed);

    /** Drawn from that distribution. */
    static Initialization of(InitSpec init) {
        return (network, seed) ->
                ParameterInitializer.draw(TrainingSpec.of(network.spec(), Fit.DEFAULT.optimizer(), 1, 1)
                        .withInit(init)
                        .withSeed(seed));
    }

    /**
     * This one, but the scale of the last batch normalization of each residual block zero, so that every block begins as its
     * shortcut (Goyal et al. 2017).
     */
    default Initialization zeroLastScales() {
        return (network, seed) ->
                ParameterInitializer.zeroLastScales(network.spec().resolve(), draw(network, seed));
    }

    /**
     * This one, but the filters of the first convolution whiten patches of these images (Jordan 2024, airbench). It needs an
     * even number of filters, at most two for each value of a patch: of 2×2 patches in colour, up to 24.
     */
    default Initialization whitened(Dataset images) {
        return (network, seed) -> {
            var resolved = network.spec().resolve();
            var path = PatchWhitening.firstConvolution(resolved);
            if (!images.shape().equals(network.spec().input())) {
                throw new IllegalArgumentException("The data are of %s, but %s takes %s"
                        .formatted(
                                images.shape(),
                                network.spec().name(),
                                network.spec().input()));
            }
            int count = Math.min(MOST_IMAGES, images.size());
            int size = images.shape().size();
            var some = new float[count * size];
            for (int n = 0; n < count; n++) {
                // Spread over all, which may be sorted by class.
                int index = (int) ((long) n * images.size() / count);
                System.arraycopy(images.sample(index), 0, some, n * size, size);
            }
            return PatchWhitening.of(resolved, draw(network, seed), path, some, count, PatchWhitening.EPSILON);
        };
    }
}
