package org.scratchcnn.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.OracleOptimizer;

/** Parameters move by the description's formulas, computed here in double precision. */
public abstract class OptimizerContract extends EngineContract {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            "linear", Shape.image(1, 3, 1), List.of(new Flatten(), Dense.of(3, 4)), LossSpec.SOFTMAX_CROSS_ENTROPY);
    private static final ScheduleSpec CONSTANT = new ScheduleSpec.Constant();
    private static final ScheduleSpec DECAY = new ScheduleSpec.StepDecay(2, 0.5);
    private static final ScheduleSpec COSINE = new ScheduleSpec.WarmUp(2, 0.1, new ScheduleSpec.Cosine(4, 0.1));
    private static final ScheduleSpec CYCLE = new ScheduleSpec.OneCycle(6, 0.4, 10, 100, ScheduleSpec.Annealing.LINEAR);
    private static final ClippingSpec UNCLIPPED = new ClippingSpec.None();
    private static final OptimizerSpec PLAIN = OptimizerSpec.sgd(0.5);
    private static final OptimizerSpec MOMENTUM = new OptimizerSpec.Sgd(0.5, 0.9, false);
    private static final OptimizerSpec NESTEROV = new OptimizerSpec.Sgd(0.5, 0.9, true);
    /** An epsilon this large tells its places in the formula apart. */
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.05, 0.8, 0.99, 0.1);

    private static Stream<Named<TrainingSpec>> all() {
        return Stream.of(
                training("gradient descent", PLAIN, CONSTANT, UNCLIPPED),
                training("gradient descent at a decaying rate", PLAIN, DECAY, UNCLIPPED),
                training("gradient descent at a rate that warms up and follows a cosine", PLAIN, COSINE, UNCLIPPED),
                training("gradients clipped by value", PLAIN, CONSTANT, new ClippingSpec.ByValue(0.05)),
                training("gradients clipped by their norm", PLAIN, CONSTANT, new ClippingSpec.ByGlobalNorm(0.05)),
                training("gradients below the norm", PLAIN, CONSTANT, new ClippingSpec.ByGlobalNorm(50)),
                training("momentum", MOMENTUM, CONSTANT, UNCLIPPED),
                training("momentum at a decaying rate", MOMENTUM, DECAY, UNCLIPPED),
                training("Nesterov's momentum", NESTEROV, CONSTANT, UNCLIPPED),
                training("Nesterov's momentum at a decaying rate", NESTEROV, DECAY, UNCLIPPED),
                training("Adam", ADAM, CONSTANT, UNCLIPPED),
                training("Adam at a decaying rate", ADAM, DECAY, UNCLIPPED),
                training("Adam in one cycle", ADAM, CYCLE, UNCLIPPED));
    }

    private static Named<TrainingSpec> training(
            String name, OptimizerSpec optimizer, ScheduleSpec schedule, ClippingSpec clipping) {
        return Named.of(
                name,
                TrainingSpec.of(NETWORK, optimizer, 5, 1).withSchedule(schedule).withClipping(clipping));
    }

    protected final Stream<Named<TrainingSpec>> trainings() {
        return expressible(all());
    }

    @Test
    public void refusesOnlyTheOptimizersThatItCanNotExpress() {
        assertThat(all().filter(training -> isRefused(training.getPayload())).map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(inexpressible());
    }

    @ParameterizedTest
    @MethodSource("trainings")
    public void followsTheDescriptionsFormula(TrainingSpec training) {
        var batch = DrawnBatch.of(NETWORK.resolve(), 5, new SplittableRandom(2));
        var formula = new Formula(training);
        try (var session = open(engine(), training)) {
            for (int step = 1; step <= 6; step++) {
                session.computeGradients(batch);
                formula.step(doubles(session.gradients()));
                session.step(batch);
                session.snapshot()
                        .tensors()
                        .forEach((name, tensor) -> assertClose(name, tensor.values(), formula.values(name), 2e-5));
            }
        }
    }

    private static Map<String, double[]> doubles(ParameterSnapshot snapshot) {
        var doubles = new LinkedHashMap<String, double[]>();
        snapshot.tensors().forEach((name, tensor) -> doubles.put(name, toDouble(tensor.values())));
        return doubles;
    }

    /** Schedule, clipping and optimizer. */
    private static final class Formula {

        private final TrainingSpec training;
        private final Map<String, OracleOptimizer> parameters = new LinkedHashMap<>();
        private int steps;

        Formula(TrainingSpec training) {
            this.training = training;
            doubles(ParameterInitializer.draw(training))
                    .forEach((name, values) -> parameters.put(name, new OracleOptimizer(training.optimizer(), values)));
        }

        double[] values(String name) {
            return requireNonNull(parameters.get(name), name).values();
        }

        void step(Map<String, double[]> gradients) {
            double rate =
                    training.optimizer().learningRate() * training.schedule().multiplier(steps);
            double norm = norm(
                    gradients.values().stream().flatMapToDouble(Arrays::stream).toArray());
            steps++;
            parameters.forEach((name, parameter) -> {
                var clipped = Arrays.stream(requireNonNull(gradients.get(name), name))
                        .map(gradient -> clipped(gradient, norm))
                        .toArray();
                parameter.step(clipped, rate);
            });
        }

        private double clipped(double gradient, double norm) {
            return switch (training.clipping()) {
                case ClippingSpec.None _ -> gradient;
                case ClippingSpec.ByValue(double limit) -> Math.clamp(gradient, -limit, limit);
                case ClippingSpec.ByGlobalNorm(double limit) -> norm > limit ? gradient * limit / norm : gradient;
            };
        }
    }
}
