package org.scratchcnn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.parameter.ParameterInitializer;
import org.scratchcnn.core.spec.ClippingSpec;
import org.scratchcnn.core.spec.Dense;
import org.scratchcnn.core.spec.InitSpec;
import org.scratchcnn.core.spec.LossSpec;
import org.scratchcnn.core.spec.NetworkSpec;
import org.scratchcnn.core.spec.OptimizerSpec;
import org.scratchcnn.core.spec.ScheduleSpec;
import org.scratchcnn.core.spec.Shape;
import org.scratchcnn.core.spec.TrainingSpec;

/** Parameters move by the description's formulas, computed here in double precision. */
class OptimizersTest {

    private static final NetworkSpec NETWORK =
            new NetworkSpec("linear", Shape.features(3), List.of(Dense.of(3, 4)), LossSpec.SOFTMAX_CROSS_ENTROPY);
    private static final ScheduleSpec CONSTANT = new ScheduleSpec.Constant();
    private static final ScheduleSpec DECAY = new ScheduleSpec.StepDecay(2, 0.5);
    private static final ClippingSpec UNCLIPPED = new ClippingSpec.None();

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(OptimizerSpec.sgd(0.5), CONSTANT, UNCLIPPED),
                Arguments.of(OptimizerSpec.sgd(0.5), DECAY, UNCLIPPED),
                Arguments.of(OptimizerSpec.sgd(0.5), CONSTANT, new ClippingSpec.ByValue(0.05)),
                Arguments.of(new OptimizerSpec.Sgd(0.5, 0.9, true), CONSTANT, UNCLIPPED),
                // An epsilon this large tells its places in the formula apart.
                Arguments.of(new OptimizerSpec.Adam(0.05, 0.9, 0.999, 0.1), CONSTANT, UNCLIPPED),
                Arguments.of(new OptimizerSpec.Adam(0.05, 0.8, 0.99, 0.1), DECAY, UNCLIPPED));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void followsTheDescriptionsFormula(OptimizerSpec optimizer, ScheduleSpec schedule, ClippingSpec clipping) {
        var training = new TrainingSpec(NETWORK, optimizer, schedule, clipping, InitSpec.PYTORCH_DEFAULT, 5, 1, 1);
        var initial = ParameterInitializer.draw(training);
        var batch = Samples.batch(NETWORK, 5, 2);
        try (var session = Dl4jEngine.withLayerHelpers().open(training, initial, new EngineOptions(1))) {
            for (var name : List.of("0.weight", "0.bias")) {
                session.restore(initial);
                var formula = new Formula(
                        training, NetworkOracle.doubles(initial.tensor(name).values()));
                for (int step = 0; step < 6; step++) {
                    session.computeGradients(batch);
                    formula.step(NetworkOracle.doubles(
                            session.gradients().tensor(name).values()));
                    session.step(batch);
                    assertThat(NetworkOracle.doubles(
                                    session.snapshot().tensor(name).values()))
                            .containsExactly(formula.values, within(2e-5));
                }
            }
        }
    }

    private static final class Formula {

        private final TrainingSpec training;
        private final double[] values;
        private final double[] first;
        private final double[] second;
        private int steps;

        Formula(TrainingSpec training, double[] values) {
            this.training = training;
            this.values = values;
            this.first = new double[values.length];
            this.second = new double[values.length];
        }

        void step(double[] gradient) {
            double rate =
                    training.optimizer().learningRate() * training.schedule().multiplier(steps);
            steps++;
            for (int i = 0; i < values.length; i++) {
                values[i] -= rate * direction(i, clipped(gradient[i]));
            }
        }

        private double clipped(double gradient) {
            return training.clipping() instanceof ClippingSpec.ByValue(double limit)
                    ? Math.clamp(gradient, -limit, limit)
                    : gradient;
        }

        private double direction(int i, double gradient) {
            return switch (training.optimizer()) {
                case OptimizerSpec.Sgd(double _, double momentum, boolean _) -> {
                    first[i] = momentum * first[i] + gradient;
                    yield gradient + momentum * first[i];
                }
                case OptimizerSpec.Adam(double _, double beta1, double beta2, double epsilon) -> {
                    first[i] = beta1 * first[i] + (1 - beta1) * gradient;
                    second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
                    double mean = first[i] / (1 - Math.pow(beta1, steps));
                    double variance = second[i] / (1 - Math.pow(beta2, steps));
                    yield mean / (Math.sqrt(variance) + epsilon);
                }
            };
        }
    }
}
