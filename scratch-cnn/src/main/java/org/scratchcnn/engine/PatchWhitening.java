package org.scratchcnn.engine;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;

/**
 * Initial filters that whiten the patches of training images (Jordan 2024, airbench): the eigenvectors of the patches'
 * uncentred covariance, largest eigenvalue λ first, times {@code 1/√(λ + ε)}; then their negatives.
 */
public final class PatchWhitening {

    /** airbench's. */
    public static final double EPSILON = 5e-4;

    private PatchWhitening() {}

    /**
     * The path of the convolution that reads the network's input.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String firstConvolution(ResolvedNetwork network) {
        return network.operations().stream()
                .filter(PatchWhitening::readsImages)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no convolution that reads the images, so there is none to whiten them"
                                .formatted(network.name())))
                .path();
    }

    private static boolean readsImages(Operation operation) {
        return operation.spec() instanceof Conv2d convolution
                && convolution.groups() == 1
                && operation.reads().getFirst().number() == 0;
    }

    /**
     * The same parameters, but the weight of one convolution whitening.
     *
     * @param path of a convolution that reads the network's input, of an even number of filters, at most two for each value
     *     of a patch; of fewer, the directions with the largest eigenvalues
     * @param images {@code [count, C, H, W]}, row-major, prepared as in training; every patch that lies in one counts, at
     *     any stride
     * @throws IllegalArgumentException if the layer is no such convolution, or there are no images
     */
    public static ParameterSnapshot of(
            ResolvedNetwork network, ParameterSnapshot drawn, String path, float[] images, int count, double epsilon) {
        var operation = network.operations().stream()
                .filter(candidate -> candidate.path().equals(path) && readsImages(candidate))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("%s has no convolution at \"%s\" that reads the images; whiten %s"
                                .formatted(network.name(), path, firstConvolution(network))));
        var convolution = (Conv2d) operation.spec();
        var image = (Shape.Image) operation.input();
        int patch = convolution.inChannels() * convolution.window().kernel().area();
        int filters = convolution.outChannels();
        if (filters % 2 != 0 || filters > 2 * patch) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s, layer %s %s: patches of %d values are whitened by an even number of filters, at most %d, but there are %d",
                    network.name(),
                    path,
                    convolution.describe(),
                    patch,
                    2 * patch,
                    filters));
        }
        if (count < 1 || !(epsilon > 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "Whitening needs images and an ε above 0, but was given %d and %s", count, epsilon));
        }
        var eigen = SymmetricEigen.of(covariance(convolution, image, images, count));
        var weight = new float[filters * patch];
        for (int f = 0; f < filters / 2; f++) {
            double scale = 1 / Math.sqrt(Math.max(0, eigen.values()[f]) + epsilon);
            for (int i = 0; i < patch; i++) {
                float value = (float) (scale * eigen.vectors()[f][i]);
                weight[f * patch + i] = value;
                weight[(filters / 2 + f) * patch + i] = -value;
            }
        }
        var tensors = new LinkedHashMap<>(drawn.tensors());
        var name = path + "." + ParameterSpec.WEIGHT;
        tensors.put(name, new Tensor(drawn.tensor(name).shape(), weight));
        return new ParameterSnapshot(tensors);
    }

    /** The upper half of {@code Σ patch · patchᵀ / patches}, values of a patch in the order of a filter's. */
    private static double[][] covariance(Conv2d convolution, Shape.Image image, float[] images, int count) {
        var kernel = convolution.window().kernel();
        var dilation = convolution.window().dilation();
        int size = image.channels() * kernel.area();
        int rows = image.height() - (kernel.height() - 1) * dilation.height();
        int columns = image.width() - (kernel.width() - 1) * dilation.width();
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("Images of %s have no patch of %s in them".formatted(image, kernel));
        }
        var offsets = new int[size];
        int next = 0;
        for (int c = 0; c < image.channels(); c++) {
            for (int u = 0; u < kernel.height(); u++) {
                for (int v = 0; v < kernel.width(); v++) {
                    offsets[next++] =
                            (c * image.height() + u * dilation.height()) * image.width() + v * dilation.width();
                }
            }
        }
        var sums = new double[size][size];
        for (int n = 0; n < count; n++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    add(sums, images, n * image.size() + y * image.width() + x, offsets);
                }
            }
        }
        double patches = (double) count * rows * columns;
        for (var row : sums) {
            for (int j = 0; j < size; j++) {
                row[j] /= patches;
            }
        }
        return sums;
    }

    private static void add(double[][] sums, float[] images, int patch, int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            double value = images[patch + offsets[i]];
            for (int j = i; j < offsets.length; j++) {
                sums[i][j] += value * images[patch + offsets[j]];
            }
        }
    }
}
