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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                new OptimizerSpec.Adam(0.1, 0, 0.5, 0.1),
                OptimizerSpec.amsGrad(0.01),
                new OptimizerSpec.AmsGrad(0.1, 0.5, 0.5, 0.1),
                OptimizerSpec.nadam(0.01),
                new OptimizerSpec.NAdam(0.1, 0.8, 0.9, 0.1, 0.3),
                OptimizerSpec.rmsProp(0.01),
                new OptimizerSpec.RmsProp(0.01, 0.8, 0.1, 0.9, false),
                new OptimizerSpec.RmsProp(0.01, 0.8, 0.1, 0, true),
                new OptimizerSpec.RmsProp(0.01, 0.8, 0.1, 0.9, true),
                OptimizerSpec.adaGrad(0.1),
                new OptimizerSpec.AdaGrad(0.1, 0.2, 0.5, 0.1),
                OptimizerSpec.lion(0.01),
                OptimizerSpec.muon(0.02));
    }

    static Stream<Arguments> matrices() {
        var plain = new OptimizerSpec.Muon(0.1, 0.5, false, OptimizerSpec.sgd(0.1));
        return Stream.of(
                Arguments.of(OptimizerSpec.muon(0.02), List.of(6, 40)),
                Arguments.of(OptimizerSpec.muon(0.02), List.of(40, 6)),
                Arguments.of(plain, List.of(8, 3, 3, 3)),
                Arguments.of(plain, List.of(1, 5)),
                Arguments.of(plain, List.of(70, 300)));
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
    void amsGradKeepsItsLargestSecondMoment() {
        // With β1 = 0 and β2 = 0.5, v = 0.5, then 0.25, but w = 0.5; √(w / (1 − 0.5ᵗ)) = 1, then √(2/3).
        var spec = new OptimizerSpec.AmsGrad(1, 0, 0.5, 1e-8);
        assertThatSteps(spec, 1, 1e-6).gives(0, -1e-6 / Math.sqrt(2 / 3.0));
    }

    @Test
    void nadamLooksAhead() {
        // μ₁ = 0.5·(1 − 0.5·0.96) = 0.26, μ₂ = 0.5·(1 − 0.5·0.96²) = 0.2696; m = 0.5, √(v / (1 − β2)) = 1:
        // 0.74/0.74 + 0.5·0.2696/(1 − 0.26·0.2696)
        assertThatSteps(new OptimizerSpec.NAdam(1, 0.5, 0, 1e-8, 1), 1)
                .gives(1 - (1 + 0.5 * 0.2696 / (1 - 0.26 * 0.2696)));
    }

    @Test
    void rmsPropDividesByTheRootMeanSquare() {
        // v = 0.5, 0.75
        assertThatSteps(new OptimizerSpec.RmsProp(1, 0.5, 1e-8, 0, false), 1)
                .gives(1 - 1 / Math.sqrt(0.5), 1 - 1 / Math.sqrt(0.5) - 1 / Math.sqrt(0.75));
    }

    @Test
    void centeredRmsPropDividesByTheDeviation() {
        // v − m² = 0.5 − 0.25, then u = 0.5·2 + 1/√(0.75 − 0.5625)
        assertThatSteps(new OptimizerSpec.RmsProp(1, 0.5, 1e-8, 0.5, true), 1)
                .gives(-1, -1 - (1 + 1 / Math.sqrt(0.1875)));
    }

    @Test
    void adaGradDividesByTheRootOfAllSquares() {
        // s = 4, 5; rates 1, 1/(1 + 1)
        assertThatSteps(new OptimizerSpec.AdaGrad(1, 1, 3, 1e-8), 1).gives(0.5, 0.5 - 0.5 / Math.sqrt(5));
    }

    @Test
    void lionGoesByTheSignOfAnInterpolation() {
        // m = 0.5, then 0.5·0.5 + 0.5·0.5·… stays above 0 while 0.8·m outweighs 0.2·g
        assertThatSteps(new OptimizerSpec.Lion(0.25, 0.8, 0.5), 1, -1, -1).gives(0.75, 0.5, 0.75);
    }

    @Test
    void muonBringsTheSingularValuesNearOne() {
        double first = 0.6;
        double second = 0.8;
        for (int iteration = 0; iteration < 5; iteration++) {
            first = 3.4445 * first - 4.7750 * Math.pow(first, 3) + 2.0315 * Math.pow(first, 5);
            second = 3.4445 * second - 4.7750 * Math.pow(second, 3) + 2.0315 * Math.pow(second, 5);
        }
        var weight = parameter("w", 4, 2);
        weight.gradient()[0] = 3;
        weight.gradient()[3] = 4;
        try (var team = new ThreadTeam(1)) {
            new Optimizer(training(OptimizerSpec.muon(0.5)), List.of(weight), team).step();
        }

        assertThat(first).isBetween(0.7, 1.2);
        // As high again as wide: √2 times as far.
        double rate = -0.5 * Math.sqrt(2);
        Numbers.assertClose(
                "values", weight.values(), new double[] {rate * first, 0, 0, rate * second, 0, 0, 0, 0}, 1e-4);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void muonFollowsItsFormulaInDoublePrecision(OptimizerSpec spec, List<Integer> shape) {
        var random = new SplittableRandom(7);
        var weight = parameter("w", shape.toArray(Integer[]::new));
        var bias = new Parameter(new ParameterSpec("b", ParameterSpec.Role.BIAS, List.of(3), 1, 1));
        var oracle = new OracleOptimizer(spec, Numbers.toDouble(weight.values()), shape.getFirst());
        var others = spec.ruleOf(bias.spec());
        var oracleOfOthers = new OracleOptimizer(others, Numbers.toDouble(bias.values()));
        try (var team = new ThreadTeam(2)) {
            var optimizer = new Optimizer(training(spec), List.of(weight, bias), team);
            for (int step = 0; step < 20; step++) {
                draw(weight, random);
                draw(bias, random);
                oracle.step(Numbers.toDouble(weight.gradient()), spec.learningRate());
                oracleOfOthers.step(Numbers.toDouble(bias.gradient()), others.learningRate());
                optimizer.step();
                assertThat(weight.gradient()).containsOnly(0);
            }
            Numbers.assertClose("weight", weight.values(), oracle.values(), 1e-3);
            Numbers.assertClose("bias", bias.values(), oracleOfOthers.values(), 2e-5);
        }
    }

    @Test
    void aNAdamThatIsResumedGoesOnWithTheSameBits() {
        var spec = OptimizerSpec.nadam(0.1);
        var whole = parameter("w", 1);
        var parts = parameter("w", 1);
        try (var team = new ThreadTeam(1)) {
            var first = new Optimizer(training(spec), List.of(whole), team);
            valueAfterThreeSteps(first, whole);
            var second = new Optimizer(training(spec), List.of(parts), team);
            second.resume(first.state(), first.steps(), first.plateau());
            assertThat(valueAfterThreeSteps(second, parts)).isEqualTo(valueAfterThreeSteps(first, whole));
        }
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
        var rule = spec.ruleOf(parameter.spec());
        var oracle = new OracleOptimizer(rule, Numbers.toDouble(parameter.values()));
        try (var team = new ThreadTeam(1)) {
            var optimizer = new Optimizer(training(spec), List.of(parameter), team);
            for (int step = 0; step < 50; step++) {
                for (int i = 0; i < parameter.gradient().length; i++) {
                    parameter.gradient()[i] = (float) random.nextGaussian(0, Math.pow(10, -(i % 8)));
                }
                oracle.step(Numbers.toDouble(parameter.gradient()), rule.learningRate());
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
    @MethodSource("optimizers")
    void givesTheSameBitsOnAnyNumberOfThreads(OptimizerSpec spec) {
        for (int threads = 2; threads <= 4; threads++) {
            assertThatBitsAreThoseOfOneThread(spec, threads);
        }
    }

    private static void assertThatBitsAreThoseOfOneThread(OptimizerSpec spec, int threads) {
        assertThat(Arrays.mismatch(bitsAfterSteps(spec, threads), bitsAfterSteps(spec, 1)))
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

    private static float[] bitsAfterSteps(OptimizerSpec spec, int threads) {
        var random = new SplittableRandom(5);
        var parameters = List.of(parameter("a", 10_001), parameter("b", 3), parameter("c", 50, 400));
        var all = FloatBuffer.allocate(30_004);
        try (var team = new ThreadTeam(threads)) {
            var optimizer =
                    new Optimizer(training(spec).withClipping(new ClippingSpec.ByGlobalNorm(1)), parameters, team);
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

    /** A single parameter that starts at 1. */
    private static Steps assertThatSteps(OptimizerSpec spec, double... gradients) {
        return assertThatSteps(training(spec), gradients);
    }

    private static Steps assertThatSteps(TrainingSpec training, double... gradients) {
        return new Steps(training, gradients);
    }

    /** @param gradients of the first steps; the last one stays */
    private record Steps(TrainingSpec training, double[] gradients) {
        void gives(double... expected) {
            var parameter = parameter("w", 1);
            parameter.values()[0] = 1;
            var seen = new ArrayList<Double>();
            try (var team = new ThreadTeam(1)) {
                var optimizer = new Optimizer(training, List.of(parameter), team);
                for (int step = 0; step < expected.length; step++) {
                    parameter.gradient()[0] = (float) gradients[Math.min(step, gradients.length - 1)];
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

    private static void draw(Parameter parameter, SplittableRandom random) {
        for (int i = 0; i < parameter.gradient().length; i++) {
            parameter.gradient()[i] = (float) random.nextGaussian();
        }
    }

    private static Parameter parameter(String name, Integer... shape) {
        return new Parameter(new ParameterSpec(name, ParameterSpec.Role.WEIGHT, List.of(shape), 1, 1));
    }
}
