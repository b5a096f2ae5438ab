package org.scratchcnn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;

/** A weight of 2 with a gradient of 1, a bias of −2 with a gradient of 1, by hand. */
class DecayTest {

    private static final TrainingSpec PLAIN = TrainingSpec.of(
            new NetworkSpec("one", Shape.features(1), List.of(Dense.of(1, 1)), LossSpec.MEAN_SQUARED_ERROR),
            OptimizerSpec.sgd(0.5),
            1,
            1);

    @Test
    void l1AddsTheSign() {
        // 2 − 0.5·(1 + 0.1), −2 − 0.5·(1 − 0.1)
        assertThatSteps(PLAIN.withDecay(new DecaySpec.L1(0.1)), 1, 1.45, -2.45);
    }

    @Test
    void l2AddsTheValue() {
        // 2 − 0.5·(1 + 0.1·2), −2 − 0.5·(1 − 0.1·2)
        assertThatSteps(PLAIN.withDecay(new DecaySpec.L2(0.1)), 1, 1.4, -2.4);
    }

    @Test
    void l2GoesThroughTheMomentum() {
        // v = 1.2; p = 1.4; v = 0.5·1.2 + 1 + 0.14 = 1.74; p = 0.53
        // v = 0.8; p = −2.4; v = 0.5·0.8 + 1 − 0.24 = 1.16; p = −2.98
        assertThatSteps(momentum(new DecaySpec.L2(0.1)), 2, 0.53, -2.98);
    }

    @Test
    void decoupledDecayGoesPastTheMomentum() {
        // v = 1; p = 2 − 0.1 − 0.5 = 1.4; v = 1.5; p = 1.4 − 0.07 − 0.75 = 0.58
        // v = 1; p = −2 + 0.1 − 0.5 = −2.4; v = 1.5; p = −2.4 + 0.12 − 0.75 = −3.03
        assertThatSteps(momentum(new DecaySpec.Decoupled(0.1)), 2, 0.58, -3.03);
    }

    @Test
    void groupsTakeLessDecayAndOtherRates() {
        var training = PLAIN.withDecay(new DecaySpec.L2(0.1))
                .withGroups(
                        ParameterGroup.withoutDecay(),
                        ParameterGroup.ofLayers("0").withRoles(Role.WEIGHT).withRateFactor(2));
        // 2 − 1·(1 + 0.2), −2 − 0.5·1
        assertThatSteps(training, 1, 0.8, -2.5);
    }

    @Test
    void decoupledDecayGoesByTheGroupsRate() {
        var training = PLAIN.withDecay(new DecaySpec.Decoupled(0.1))
                .withGroups(
                        ParameterGroup.ofRoles(Role.WEIGHT).withRateFactor(2).withDecayFactor(0.5));
        // 2 − 1·0.05·2 − 1·1, −2 + 0.5·0.1·2 − 0.5·1
        assertThatSteps(training, 1, 0.9, -2.4);
    }

    @Test
    void clippingSeesGradientsBeforeTheDecay() {
        // Norm √2 becomes 1: 2 − 0.5·(1/√2 + 0.2), −2 − 0.5·(1/√2 − 0.2)
        double half = 0.5 / Math.sqrt(2);
        assertThatSteps(
                PLAIN.withDecay(new DecaySpec.L2(0.1)).withClipping(new ClippingSpec.ByGlobalNorm(1)),
                1,
                1.9 - half,
                -1.9 - half);
    }

    @Test
    void whatIsFrozenInAStepNeitherMovesNorCountsInTheNorm() {
        var training = PLAIN.withClipping(new ClippingSpec.ByGlobalNorm(1))
                .withDecay(new DecaySpec.L2(0.1))
                .withGroups(ParameterGroup.ofRoles(Role.BIAS).frozenFrom(1));
        double half = 0.5 / Math.sqrt(2);
        double weight = 1.9 - half;
        assertThatSteps(training, 2, weight - 0.5 * (1 + 0.1 * weight), -1.9 - half);
    }

    @Test
    void whatIsFrozenAtFirstBeginsLikeNew() {
        var training = PLAIN.withOptimizer(OptimizerSpec.adam(0.25))
                .withGroups(ParameterGroup.ofRoles(Role.BIAS).frozenUntil(2));
        // Each of Adam's steps is as long as the rate while the gradient stays.
        assertThatSteps(training, 3, 1.25, -2.25);
    }

    private static TrainingSpec momentum(DecaySpec decay) {
        return PLAIN.withOptimizer(new OptimizerSpec.Sgd(0.5, 0.5, false)).withDecay(decay);
    }

    private static void assertThatSteps(TrainingSpec training, int steps, double weight, double bias) {
        var parameters = training.network().resolve().parameters().stream()
                .map(Parameter::new)
                .toList();
        parameters.get(0).values()[0] = 2;
        parameters.get(1).values()[0] = -2;
        try (var team = new ThreadTeam(1)) {
            var optimizer = new Optimizer(training, parameters, team);
            for (int step = 0; step < steps; step++) {
                parameters.forEach(parameter -> parameter.gradient()[0] = 1);
                optimizer.step();
            }
        }
        assertThat((double) parameters.get(0).values()[0]).as("weight").isCloseTo(weight, within(1e-6));
        assertThat((double) parameters.get(1).values()[0]).as("bias").isCloseTo(bias, within(1e-6));
    }
}
