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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ParameterSpec.Role;
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
                training("Adam in one cycle", ADAM, CYCLE, UNCLIPPED),
                training("AMSGrad", new OptimizerSpec.AmsGrad(0.05, 0.8, 0.9, 0.1), DECAY, UNCLIPPED),
                training("NAdam", new OptimizerSpec.NAdam(0.05, 0.8, 0.99, 0.1, 0.1), DECAY, UNCLIPPED),
                training("RMSProp", new OptimizerSpec.RmsProp(0.05, 0.8, 0.1, 0, false), DECAY, UNCLIPPED),
                training("centered RMSProp", new OptimizerSpec.RmsProp(0.05, 0.8, 0.1, 0, true), CONSTANT, UNCLIPPED),
                training(
                        "RMSProp with momentum",
                        new OptimizerSpec.RmsProp(0.05, 0.8, 0.1, 0.9, false),
                        CONSTANT,
                        UNCLIPPED),
                training("AdaGrad", new OptimizerSpec.AdaGrad(0.05, 0, 0.1, 0.1), DECAY, UNCLIPPED),
                training(
                        "AdaGrad at its own decaying rate",
                        new OptimizerSpec.AdaGrad(0.05, 0.5, 0, 0.1),
                        CONSTANT,
                        UNCLIPPED),
                training("Lion", new OptimizerSpec.Lion(0.05, 0.8, 0.9), DECAY, UNCLIPPED),
                training("Muon", new OptimizerSpec.Muon(0.05, 0.5, true, ADAM), DECAY, UNCLIPPED),
                changed("L1 decay", plain -> plain.withDecay(new DecaySpec.L1(0.1))),
                changed("L2 decay", plain -> plain.withDecay(new DecaySpec.L2(0.1))),
                changed(
                        "L2 decay through Nesterov's momentum",
                        plain -> plain.withOptimizer(NESTEROV).withDecay(new DecaySpec.L2(0.1))),
                changed("decoupled decay", plain -> plain.withDecay(new DecaySpec.Decoupled(0.1))),
                changed(
                        "AdamW",
                        plain -> plain.withOptimizer(ADAM).withSchedule(DECAY).withDecay(new DecaySpec.Decoupled(0.1))),
                changed(
                        "decay of clipped gradients",
                        plain -> plain.withClipping(new ClippingSpec.ByValue(0.05))
                                .withDecay(new DecaySpec.L2(0.1))),
                changed(
                        "weights that decay alone",
                        plain -> plain.withDecay(new DecaySpec.L2(0.1)).withGroups(ParameterGroup.withoutDecay())),
                changed(
                        "biases at another rate",
                        plain -> plain.withGroups(
                                ParameterGroup.ofRoles(Role.BIAS).withRateFactor(3))),
                changed(
                        "a frozen weight",
                        plain -> plain.withGroups(ParameterGroup.ofLayers("1")
                                .withRoles(Role.WEIGHT)
                                .frozen())),
                changed(
                        "biases that are trained later",
                        plain -> plain.withOptimizer(ADAM)
                                .withClipping(new ClippingSpec.ByGlobalNorm(0.05))
                                .withGroups(ParameterGroup.ofRoles(Role.BIAS).frozenUntil(3))),
                changed(
                        "biases that are trained at first",
                        plain -> plain.withOptimizer(MOMENTUM)
                                .withGroups(ParameterGroup.ofRoles(Role.BIAS).frozenFrom(3))));
    }

    private static Named<TrainingSpec> changed(String name, UnaryOperator<TrainingSpec> change) {
        return Named.of(name, change.apply(TrainingSpec.of(NETWORK, PLAIN, 5, 1)));
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

    /** Schedule, clipping, decay, groups and optimizer. */
    private static final class Formula {

        private final TrainingSpec training;
        private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
        private final Map<String, OracleOptimizer> parameters = new LinkedHashMap<>();
        private int steps;

        Formula(TrainingSpec training) {
            this.training = training;
            var initial = doubles(ParameterInitializer.draw(training));
            for (var spec : NETWORK.resolve().parameters()) {
                specs.put(spec.name(), spec);
                parameters.put(
                        spec.name(),
                        new OracleOptimizer(
                                training.optimizer().ruleOf(spec),
                                requireNonNull(initial.get(spec.name())),
                                spec.shape().getFirst()));
            }
        }

        double[] values(String name) {
            return requireNonNull(parameters.get(name), name).values();
        }

        void step(Map<String, double[]> gradients) {
            var trained = new LinkedHashMap<>(gradients);
            trained.keySet().removeIf(name -> !training.groupOf(spec(name)).isTrained(steps));
            double norm = norm(
                    trained.values().stream().flatMapToDouble(Arrays::stream).toArray());
            trained.forEach((name, gradient) -> {
                var group = training.groupOf(spec(name));
                double rate = training.optimizer().ruleOf(spec(name)).learningRate()
                        * training.schedule().multiplier(steps)
                        * group.rateFactor();
                var parameter = requireNonNull(parameters.get(name), name);
                double[] values = parameter.values();
                var decayed = new double[gradient.length];
                for (int i = 0; i < decayed.length; i++) {
                    decayed[i] = clipped(gradient[i], norm) + group.decayFactor() * penalty(values[i]);
                }
                if (training.decay() instanceof DecaySpec.Decoupled(double strength)) {
                    parameter.shrink(rate * group.decayFactor() * strength);
                }
                parameter.step(decayed, rate);
            });
            steps++;
        }

        private ParameterSpec spec(String name) {
            return requireNonNull(specs.get(name), name);
        }

        private double penalty(double value) {
            return switch (training.decay()) {
                case DecaySpec.None _, DecaySpec.Decoupled _ -> 0;
                case DecaySpec.L1(double strength) -> strength * Math.signum(value);
                case DecaySpec.L2(double strength) -> strength * value;
            };
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
