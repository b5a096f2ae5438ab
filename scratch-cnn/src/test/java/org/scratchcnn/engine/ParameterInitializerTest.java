package org.scratchcnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;

class ParameterInitializerTest {

    private static ParameterSnapshot draw(NetworkSpec network, InitSpec init, long seed) {
        return ParameterInitializer.draw(network.resolve(), init, new SplittableRandom(seed));
    }

    private static boolean isBias(ParameterSpec parameter) {
        return parameter.name().endsWith(".bias");
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Five standard errors of a mean; seeds are fixed, so that a test either always passes or never. */
    private static double tolerance(double deviation, int count) {
        return 5 * deviation / Math.sqrt(count);
    }

    @ParameterizedTest
    @EnumSource(names = "DIRAC", mode = EnumSource.Mode.EXCLUDE)
    void drawsWeightsAroundZeroWithTheDeviationOfTheirDistribution(InitSpec init) {
        var network = Zoo.cifarCnn();
        var snapshot = draw(network, init, 3);

        for (var parameter : network.resolve().parameters()) {
            if (isBias(parameter)) {
                continue;
            }
            var values = snapshot.tensor(parameter.name()).values();
            double expected = switch (init) {
                case HE_NORMAL -> Math.sqrt(2.0 / parameter.fanIn());
                // A uniform distribution's deviation is its bound divided by √3.
                case HE_UNIFORM -> Math.sqrt(2.0 / parameter.fanIn());
                case LECUN_NORMAL -> Math.sqrt(1.0 / parameter.fanIn());
                case ORTHOGONAL ->
                    Math.sqrt(
                            1.0 / Math.max(parameter.fanIn(), parameter.shape().getFirst()));
                case DIRAC -> throw new AssertionError("is not drawn");
                case GLOROT_NORMAL, GLOROT_UNIFORM -> Math.sqrt(2.0 / (parameter.fanIn() + parameter.fanOut()));
                case PYTORCH_DEFAULT -> Math.sqrt(1.0 / (3 * parameter.fanIn()));
            };
            assertThat(mean(values)).as(parameter.name()).isCloseTo(0, within(tolerance(expected, values.length)));
            assertThat(deviation(values))
                    .as(parameter.name())
                    .isCloseTo(expected, within(tolerance(expected, values.length)));
        }
    }

    @Test
    void staysWithinTheBoundsOfUniformDistributions() {
        var network = Zoo.fashionCnn();
        var glorot = draw(network, InitSpec.GLOROT_UNIFORM, 1);
        var pytorch = draw(network, InitSpec.PYTORCH_DEFAULT, 1);

        for (var parameter : network.resolve().parameters()) {
            double glorotBound = isBias(parameter) ? 0 : Math.sqrt(6.0 / (parameter.fanIn() + parameter.fanOut()));
            assertThat(largest(glorot.tensor(parameter.name()).values()))
                    .as(parameter.name())
                    .isBetween(0.8 * glorotBound, glorotBound * 1.000001);
            double pytorchBound = 1 / Math.sqrt(parameter.fanIn());
            assertThat(largest(pytorch.tensor(parameter.name()).values()))
                    .as(parameter.name())
                    .isBetween(0.6 * pytorchBound, pytorchBound * 1.000001);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DIRAC", "PYTORCH_DEFAULT"},
            mode = EnumSource.Mode.EXCLUDE)
    void startsBiasesAtZero(InitSpec init) {
        var network = Zoo.mnistUntiedCnn();
        var snapshot = draw(network, init, 1);

        assertThat(network.resolve().parameters().stream().filter(ParameterInitializerTest::isBias))
                .hasSize(5)
                .allSatisfy(bias ->
                        assertThat(snapshot.tensor(bias.name()).values()).containsOnly(0));
    }

    /** Convolutions wider than high, and a dense layer higher than wide. */
    @Test
    void orthogonalRowsOrColumnsAreOrthonormal() {
        var network = new NetworkSpec(
                "wide and high",
                Shape.image(2, 4, 4),
                List.of(Conv2d.of(2, 5, 3), new Flatten(), Dense.of(20, 30), Dense.of(30, 2)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var snapshot = draw(network, InitSpec.ORTHOGONAL, 1);

        for (var parameter : network.resolve().parameters()) {
            if (!isBias(parameter)) {
                var values = snapshot.tensor(parameter.name()).values();
                int columns = parameter.fanIn();
                int rows = values.length / columns;
                boolean byRow = rows <= columns;
                int length = Math.max(rows, columns);
                for (int a = 0; a < Math.min(rows, columns); a++) {
                    for (int b = 0; b <= a; b++) {
                        double dot = 0;
                        for (int i = 0; i < length; i++) {
                            dot += (double) values[byRow ? a * columns + i : i * columns + a]
                                    * values[byRow ? b * columns + i : i * columns + b];
                        }
                        assertThat(dot).as(parameter.name()).isCloseTo(a == b ? 1 : 0, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void aDiracConvolutionPassesItsChannelsOnAndDenseLayersArePyTorchs() {
        var network = new NetworkSpec(
                "dirac",
                Shape.image(2, 4, 4),
                List.of(Conv2d.of(2, 5, 3), new Flatten(), Dense.of(20, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var snapshot = draw(network, InitSpec.DIRAC, 1);
        var pytorch = draw(network, InitSpec.PYTORCH_DEFAULT, 1);

        var filters = snapshot.tensor("0.weight").values();
        var expected = pytorch.tensor("0.weight").values().clone();
        Arrays.fill(expected, 0, 2 * 18, 0);
        expected[4] = 1;
        expected[18 + 9 + 4] = 1;
        assertThat(filters).containsExactly(expected);
        assertThat(snapshot.tensor("0.bias").values()).containsOnly(0);
        assertThat(snapshot.tensor("2.weight").values())
                .containsExactly(pytorch.tensor("2.weight").values());
        assertThat(snapshot.tensor("2.bias").values())
                .containsExactly(pytorch.tensor("2.bias").values());
    }

    /** Two groups of two channels and three filters. */
    @Test
    void aDiracConvolutionPassesChannelsOnWithinItsGroups() {
        var network = new NetworkSpec(
                "groups",
                Shape.image(4, 3, 3),
                List.of(Conv2d.of(4, 6, 1).withGroups(2), new Flatten(), Dense.of(54, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var filters = draw(network, InitSpec.DIRAC, 1).tensor("0.weight").values();

        assertThat(filters).hasSize(12).startsWith(1, 0, 0, 1);
        assertThat(Arrays.copyOfRange(filters, 6, 10)).containsExactly(1, 0, 0, 1);
    }

    @Test
    void theLastScaleOfEachResidualBlockCanBeginAtZero() {
        var network = Zoo.resnet20();
        var resolved = network.resolve();
        var drawn = draw(network, InitSpec.HE_NORMAL, 1);
        var zeroed = ParameterInitializer.zeroLastScales(resolved, drawn);

        var changed = resolved.tensors().stream()
                .map(ParameterSpec::name)
                .filter(name -> !Arrays.equals(
                        zeroed.tensor(name).values(), drawn.tensor(name).values()))
                .toList();
        assertThat(changed).hasSize(9).allSatisfy(name -> {
            assertThat(name).matches("\\d+\\.body\\.4\\.weight");
            assertThat(zeroed.tensor(name).values()).containsOnly(0);
        });
        var plain = Zoo.cifarCnn().resolve();
        assertThatThrownBy(() -> ParameterInitializer.zeroLastScales(plain, draw(Zoo.cifarCnn(), InitSpec.DIRAC, 1)))
                .hasMessage(
                        "cifar-cnn has no residual block whose body ends in a batch normalization with a scale, so there is none to begin at zero");
    }

    @Test
    void drawsTheSameBitsFromTheSameSeedAndOthersFromAnother() {
        var task = Tasks.fashionMnist();
        var first = ParameterInitializer.draw(task.training());
        var again = ParameterInitializer.draw(task.training());
        var other = ParameterInitializer.draw(task.withSeed(2).training());

        assertThat(first.tensors().keySet())
                .containsExactlyElementsOf(task.network().resolve().parameters().stream()
                        .map(ParameterSpec::name)
                        .toList());
        first.tensors().forEach((name, tensor) -> {
            assertThat(again.tensor(name).values()).as(name).isEqualTo(tensor.values());
            assertThat(other.tensor(name).values()).as(name).isNotEqualTo(tensor.values());
        });
    }

    @Test
    void leavesEarlierLayersAsTheyWereWhenALaterOneChanges() {
        var network = Zoo.fashionCnn();
        var layers = new ArrayList<>(network.layers());
        layers.set(7, Dense.of(32 * 7 * 7, 64));
        layers.set(10, Dense.of(64, 10));
        var changed = new NetworkSpec("changed", network.input(), layers, network.loss());

        var before = draw(network, InitSpec.HE_NORMAL, 1);
        var after = draw(changed, InitSpec.HE_NORMAL, 1);

        for (var name : new String[] {"0.weight", "0.bias", "3.weight", "3.bias"}) {
            assertThat(after.tensor(name).values())
                    .as(name)
                    .isEqualTo(before.tensor(name).values());
        }
    }

    @Test
    void drawsEachParameterFromAGeneratorOfItsOwn() {
        var snapshot = draw(Zoo.fashionCnn(), InitSpec.PYTORCH_DEFAULT, 1);

        assertThat(snapshot.tensor("0.weight").values()[0] * Math.sqrt(9))
                .isNotCloseTo(snapshot.tensor("3.weight").values()[0] * Math.sqrt(144), within(1e-6));
    }
}
