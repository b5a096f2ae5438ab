package org.scratchcnn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleOptimizer;

class OptimizerTest {

    /** Whose parameters stand for all. */
    private static final NetworkSpec NETWORK =
            new NetworkSpec("one", Shape.features(1), List.of(Dense.of(1, 2)), LossSpec.SOFTMAX_CROSS_ENTROPY);

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                OptimizerSpec.sgd(0.1),
                new OptimizerSpec.Sgd(0.1, 0.9, false),
                new OptimizerSpec.Sgd(0.1, 0.9, true),
                OptimizerSpec.adam(0.01),
                new OptimizerSpec.Adam(0.1, 0, 0.5, 0.1));
    }

    @Test
    void sgdGoesDownTheGradient() {
        assertThatSteps(OptimizerSpec.sgd(0.5), 1).gives(0.5, 0.0, -0.5);
    }

    @Test
    void momentumAccumulatesVelocity() {
        // v = 1, 1.5, 1.75
        assertThatSteps(new OptimizerSpec.Sgd(1, 0.5, false), 1).gives(0, -1.5, -3.25);
    }

    @Test
    void nesterovLooksAhead() {
        // g + 0.5·v = 1.5, 1.75, 1.875
        assertThatSteps(new OptimizerSpec.Sgd(1, 0.5, true), 1).gives(-0.5, -2.25, -4.125);
    }

    @Test
    void adamsBiasCorrectionMakesTheFirstStepsAsLongAsTheRate() {
        assertThatSteps(OptimizerSpec.adam(0.25), 1e-3).gives(0.75, 0.5, 0.25);
    }

    @Test
    void scheduleDecaysTheRateAfterEveryFewSteps() {
        // rates 0.5, 0.5, 0.05, 0.05
        assertThatSteps(training(OptimizerSpec.sgd(0.5)).withSchedule(new ScheduleSpec.StepDecay(2, 0.1)), 1)
                .gives(0.5, 0.0, -0.05, -0.1);
    }

    @Test
    void clippingByValueLimitsEachValue() {
        var parameters = List.of(parameter("a", 3), parameter("b", 1));
        setGradients(parameters, 3, -5, 0.5f, 1);
        step(parameters, new ClippingSpec.ByValue(2));
        assertThat(parameters.get(0).values()).containsExactly(-2, 2, -0.5f);
        assertThat(parameters.get(1).values()).containsExactly(-1);
    }

    @Test
    void clippingByGlobalNormScalesAllGradientsTogether() {
        var parameters = List.of(parameter("a", 2), parameter("b", 1));
        setGradients(parameters, 2, -3, 6);
        step(parameters, new ClippingSpec.ByGlobalNorm(3.5));
        assertThat(parameters.get(0).values()).containsExactly(-1, 1.5f);
        assertThat(parameters.get(1).values()).containsExactly(-3);
    }

    @Test
    void clippingByGlobalNormLeavesSmallGradientsAsTheyAre() {
        var parameters = List.of(parameter("a", 2), parameter("b", 1));
        setGradients(parameters, 2, -3, 6);
        step(parameters, new ClippingSpec.ByGlobalNorm(7));
        assertThat(parameters.get(0).values()).containsExactly(-2, 3);
        assertThat(parameters.get(1).values()).containsExactly(-6);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void followsTheFormulasInDoublePrecision(OptimizerSpec spec) {
        var random = new SplittableRandom(3);
        var parameter = parameter("w", 200);
        var oracle = new OracleOptimizer(spec, Numbers.toDouble(parameter.values()));
        try (var team = new ThreadTeam(1)) {
            var optimizer = new Optimizer(training(spec), List.of(parameter), team);
            for (int step = 0; step < 50; step++) {
                for (int i = 0; i < parameter.gradient().length; i++) {
                    parameter.gradient()[i] = (float) random.nextGaussian(0, Math.pow(10, -(i % 8)));
                }
                oracle.step(Numbers.toDouble(parameter.gradient()), spec.learningRate());
                optimizer.step();
            }
            Numbers.assertClose("values", parameter.values(), oracle.values(), 2e-5);
        }
    }

    @Test
    void leavesGradientsOfZeroForTheNextStep() {
        var parameters = List.of(parameter("a", 3), parameter("b", 1));
        setGradients(parameters, 3, -5, 0.5f, 1);
        step(parameters, new ClippingSpec.None());
        assertThat(parameters.get(0).gradient()).containsOnly(0);
        assertThat(parameters.get(1).gradient()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void repeatsItselfAfterAReset(OptimizerSpec spec) {
        var parameter = parameter("w", 1);
        try (var team = new ThreadTeam(1)) {
            var optimizer = new Optimizer(training(spec), List.of(parameter), team);
            float first = valueAfterThreeSteps(optimizer, parameter);
            optimizer.reset();
            assertThat(optimizer.steps()).isZero();
            assertThat(valueAfterThreeSteps(optimizer, parameter)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void saysThatTheValuesChanged(OptimizerSpec spec) {
        var parameter = parameter("w", 1);
        long before = parameter.version();
        try (var team = new ThreadTeam(1)) {
            new Optimizer(training(spec), List.of(parameter), team).step();
        }
        assertThat(parameter.version()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void givesTheSameBitsOnAnyNumberOfThreads(int threads) {
        assertThat(Arrays.mismatch(bitsAfterSteps(threads), bitsAfterSteps(1)))
                .as("index of a difference")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void keepsDecayingAveragesOutOfTheDenormalRange(OptimizerSpec spec) {
        var parameter = parameter("w", 1);
        try (var team = new ThreadTeam(1)) {
            var optimizer = new Optimizer(training(spec), List.of(parameter), team);
            parameter.gradient()[0] = 1e-10f;
            optimizer.step();
            parameter.gradient()[0] = 0;
            for (int step = 0; step < 3_000; step++) {
                parameter.values()[0] = 0;
                optimizer.step();
                float change = parameter.values()[0];
                assertThat(change == 0 || Math.abs(change) >= Float.MIN_NORMAL)
                        .as("change %s in step %d", change, step)
                        .isTrue();
            }
        }
    }

    private static float valueAfterThreeSteps(Optimizer optimizer, Parameter parameter) {
        parameter.values()[0] = 1;
        for (float gradient : new float[] {1, -2, 0.5f}) {
            parameter.gradient()[0] = gradient;
            optimizer.step();
        }
        return parameter.values()[0];
    }

    private static float[] bitsAfterSteps(int threads) {
        var random = new SplittableRandom(5);
        var parameters = List.of(parameter("a", 10_001), parameter("b", 3), parameter("c", 20_000));
        var all = FloatBuffer.allocate(30_004);
        try (var team = new ThreadTeam(threads)) {
            var optimizer = new Optimizer(
                    training(OptimizerSpec.adam(0.01)).withClipping(new ClippingSpec.ByGlobalNorm(1)),
                    parameters,
                    team);
            for (int step = 0; step < 3; step++) {
                for (var parameter : parameters) {
                    for (int i = 0; i < parameter.gradient().length; i++) {
                        parameter.gradient()[i] = (float) random.nextGaussian();
                    }
                }
                optimizer.step();
            }
        }
        parameters.forEach(parameter -> all.put(parameter.values()));
        return all.array();
    }

    /** A single parameter that starts at 1 and always has the same gradient. */
    private static Steps assertThatSteps(OptimizerSpec spec, double gradient) {
        return assertThatSteps(training(spec), gradient);
    }

    private static Steps assertThatSteps(TrainingSpec training, double gradient) {
        return new Steps(training, (float) gradient);
    }

    private record Steps(TrainingSpec training, float gradient) {
        void gives(double... expected) {
            var parameter = parameter("w", 1);
            parameter.values()[0] = 1;
            var seen = new ArrayList<Double>();
            try (var team = new ThreadTeam(1)) {
                var optimizer = new Optimizer(training, List.of(parameter), team);
                for (int step = 0; step < expected.length; step++) {
                    parameter.gradient()[0] = gradient;
                    optimizer.step();
                    seen.add((double) parameter.values()[0]);
                }
            }
            for (int step = 0; step < expected.length; step++) {
                assertThat(seen.get(step)).as("after step %d", step).isCloseTo(expected[step], within(1e-5));
            }
        }
    }

    /** Down from zero at a rate of 1, so that the values become the clipped gradients' negatives. */
    private static void step(List<Parameter> parameters, ClippingSpec clipping) {
        try (var team = new ThreadTeam(2)) {
            new Optimizer(training(OptimizerSpec.sgd(1)).withClipping(clipping), parameters, team).step();
        }
    }

    private static void setGradients(List<Parameter> parameters, float... gradients) {
        int next = 0;
        for (var parameter : parameters) {
            for (int i = 0; i < parameter.gradient().length; i++) {
                parameter.gradient()[i] = gradients[next++];
            }
        }
    }

    private static TrainingSpec training(OptimizerSpec optimizer) {
        return TrainingSpec.of(NETWORK, optimizer, 1, 1);
    }

    private static Parameter parameter(String name, int count) {
        return new Parameter(new ParameterSpec(name, ParameterSpec.Role.WEIGHT, List.of(count), 1, 1));
    }
}
