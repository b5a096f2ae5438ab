package org.scratchcnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;

class PatchWhiteningTest {

    private static final int IMAGES = 40;
    private static final Shape.Image IMAGE = Shape.image(2, 6, 5);

    private static ResolvedNetwork network(int filters) {
        var convolution = Conv2d.of(2, filters, 2);
        return new NetworkSpec(
                        "whitened",
                        IMAGE,
                        List.of(
                                convolution,
                                new Flatten(),
                                Dense.of(convolution.outputShape(IMAGE).size(), 2)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY)
                .resolve();
    }

    private static ParameterSnapshot draw(ResolvedNetwork network) {
        return ParameterInitializer.draw(network, InitSpec.DIRAC, new SplittableRandom(1));
    }

    /** Neighbours are alike, and means are not zero. */
    private static float[] images() {
        var random = new SplittableRandom(3);
        var images = new float[IMAGES * IMAGE.size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) (0.3 + random.nextGaussian() + (i == 0 ? 0 : 0.7 * images[i - 1]));
        }
        return images;
    }

    private static float[] patch(float[] images, int n, int y, int x) {
        var patch = new float[8];
        for (int i = 0; i < 8; i++) {
            patch[i] = images[((n * 2 + i / 4) * 6 + y + i / 2 % 2) * 5 + x + i % 2];
        }
        return patch;
    }

    /** The mean over all patches of the product of two filters' outputs. */
    private static double moment(float[] weight, int a, int b) {
        var images = images();
        double sum = 0;
        for (int n = 0; n < IMAGES; n++) {
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 4; x++) {
                    var patch = patch(images, n, y, x);
                    double outA = 0;
                    double outB = 0;
                    for (int i = 0; i < 8; i++) {
                        outA += (double) weight[a * 8 + i] * patch[i];
                        outB += (double) weight[b * 8 + i] * patch[i];
                    }
                    sum += outA * outB;
                }
            }
        }
        return sum / (IMAGES * 20);
    }

    @Test
    void theFiltersOutputsAreUncorrelatedAndOfEqualSize() {
        var network = network(16);
        var weight = PatchWhitening.of(network, draw(network), "0", images(), IMAGES, 1e-9)
                .tensor("0.weight")
                .values();

        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                assertThat(moment(weight, a, b)).isCloseTo(a == b ? 1 : 0, within(1e-4));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(weight[(8 + a) * 8 + i]).isEqualTo(-weight[a * 8 + i]);
            }
        }
    }

    @Test
    void fewerFiltersTakeTheDirectionsOfTheLargestEigenvalues() {
        var all = PatchWhitening.of(network(16), draw(network(16)), "0", images(), IMAGES, 5e-4)
                .tensor("0.weight")
                .values();
        var network = network(6);
        var drawn = draw(network);
        var some = PatchWhitening.of(network, drawn, "0", images(), IMAGES, 5e-4);

        assertThat(some.tensor("0.weight").values()).startsWith(Arrays.copyOf(all, 3 * 8));
        assertThat(some.tensor("2.weight")).isSameAs(drawn.tensor("2.weight"));
        double norm = 0;
        for (int f = 0; f < 3; f++) {
            double before = norm;
            norm = 0;
            for (int i = 0; i < 8; i++) {
                norm += all[f * 8 + i] * all[f * 8 + i];
            }
            assertThat(norm).isGreaterThan(before);
        }
    }

    @Test
    void whatCanNotBeWhitenedIsRefused() {
        assertThatThrownBy(() -> PatchWhitening.of(network(5), draw(network(5)), "0", images(), IMAGES, 5e-4))
                .hasMessage(
                        "whitened, layer 0 Conv2d(2→5, 2×2): patches of 8 values are whitened by an even number of filters, at most 16, but there are 5");
        assertThatThrownBy(() -> PatchWhitening.of(network(18), draw(network(18)), "0", images(), IMAGES, 5e-4))
                .hasMessageEndingWith("at most 16, but there are 18");
        assertThatThrownBy(() -> PatchWhitening.of(network(4), draw(network(4)), "2", images(), IMAGES, 5e-4))
                .hasMessage("whitened has no convolution at \"2\" that reads the images; whiten 0");
        assertThatThrownBy(() -> PatchWhitening.of(network(4), draw(network(4)), "0", images(), 0, 5e-4))
                .hasMessage("Whitening needs images and an ε above 0, but was given 0 and 5.0E-4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12, 27})
    void eigenvectorsAreOrthonormalAndSolveTheirEquation(int size) {
        var random = new SplittableRandom(size);
        var matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        var eigen = SymmetricEigen.of(matrix);

        for (int a = 0; a < size; a++) {
            assertThat(a == 0 || eigen.values()[a - 1] >= eigen.values()[a]).isTrue();
            for (int b = 0; b < size; b++) {
                double product = 0;
                double dot = 0;
                for (int i = 0; i < size; i++) {
                    product += matrix[b][i] * eigen.vectors()[a][i];
                    dot += eigen.vectors()[a][i] * eigen.vectors()[b][i];
                }
                assertThat(product).isCloseTo(eigen.values()[a] * eigen.vectors()[a][b], within(1e-12 * size));
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-13 * size));
            }
        }
    }
}
