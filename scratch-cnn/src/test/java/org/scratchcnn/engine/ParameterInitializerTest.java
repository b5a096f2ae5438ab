package org.scratchcnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.ParameterSpec;
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
    @EnumSource
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
                case GLOROT_UNIFORM -> Math.sqrt(2.0 / (parameter.fanIn() + parameter.fanOut()));
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
    @EnumSource(names = {"HE_NORMAL", "GLOROT_UNIFORM"})
    void startsBiasesAtZero(InitSpec init) {
        var network = Zoo.mnistUntiedCnn();
        var snapshot = draw(network, init, 1);

        assertThat(network.resolve().parameters().stream().filter(ParameterInitializerTest::isBias))
                .hasSize(5)
                .allSatisfy(bias ->
                        assertThat(snapshot.tensor(bias.name()).values()).containsOnly(0));
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
