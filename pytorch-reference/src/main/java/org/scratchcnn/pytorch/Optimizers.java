package org.scratchcnn.pytorch;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;

/** Described optimizers and decays as PyTorch's. */
final class Optimizers {

    private Optimizers() {}

    /** Why PyTorch can't train by these descriptions; empty where it can. */
    static Optional<String> reasonAgainst(TrainingSpec training) {
        var optimizer = training.optimizer();
        return switch (optimizer) {
            case OptimizerSpec.NAdam _, OptimizerSpec.Lion _, OptimizerSpec.Muon _ ->
                Optional.of("PyTorch's C++ API has no " + optimizer.getClass().getSimpleName());
            case OptimizerSpec.Sgd _, OptimizerSpec.RmsProp _, OptimizerSpec.AdaGrad _
            when training.decay() instanceof DecaySpec.Decoupled ->
                Optional.of("PyTorch has decoupled decay with Adam and AMSGrad alone");
            default ->
                training.decay() instanceof DecaySpec.L1
                        ? Optional.of("PyTorch's optimizers have no L1 decay")
                        : Optional.empty();
        };
    }

    /** An optimizer of groups without options, which get those described; their decay is to be set. */
    static Optimizer of(TrainingSpec training, OptimizerParamGroupVector groups) {
        boolean decoupled = training.decay() instanceof DecaySpec.Decoupled;
        return switch (training.optimizer()) {
            case OptimizerSpec.Sgd(double rate, double momentum, boolean nesterov) -> {
                try (var options = new SGDOptions(rate)) {
                    options.momentum().put(momentum);
                    options.nesterov().put(nesterov);
                    yield new SGD(groups, options);
                }
            }
            case OptimizerSpec.Adam(double rate, double beta1, double beta2, double epsilon) ->
                adam(rate, beta1, beta2, epsilon, false, decoupled, groups);
            case OptimizerSpec.AmsGrad(double rate, double beta1, double beta2, double epsilon) ->
                adam(rate, beta1, beta2, epsilon, true, decoupled, groups);
            case OptimizerSpec.RmsProp(
                    double rate,
                    double alpha,
                    double epsilon,
                    double momentum,
                    boolean centered) -> {
                try (var options = new RMSpropOptions(rate)) {
                    options.alpha().put(alpha);
                    options.eps().put(epsilon);
                    options.momentum().put(momentum);
                    options.centered().put(centered);
                    yield new RMSprop(groups, options);
                }
            }
            case OptimizerSpec.AdaGrad(double rate, double rateDecay, double initialAccumulator, double epsilon) -> {
                try (var options = new AdagradOptions(rate)) {
                    options.lr_decay().put(rateDecay);
                    options.initial_accumulator_value().put(initialAccumulator);
                    options.eps().put(epsilon);
                    yield new Adagrad(groups, options);
                }
            }
            case OptimizerSpec.NAdam _, OptimizerSpec.Lion _, OptimizerSpec.Muon _ ->
                throw new UnsupportedOperationException(reasonAgainst(training).orElseThrow());
        };
    }

    private static Optimizer adam(
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            boolean amsGrad,
            boolean decoupled,
            OptimizerParamGroupVector groups) {
        if (decoupled) {
            try (var options = new AdamWOptions(rate)) {
                setBetas(options.betas(), beta1, beta2);
                options.eps().put(epsilon);
                options.amsgrad().put(amsGrad);
                return new AdamW(groups, options);
            }
        }
        try (var options = new AdamOptions(rate)) {
            setBetas(options.betas(), beta1, beta2);
            options.eps().put(epsilon);
            options.amsgrad().put(amsGrad);
            return new Adam(groups, options);
        }
    }

    /** The two stand in a C++ tuple, whose order in memory is the compiler's choice; the default of β1, 0.9, tells it. */
    private static void setBetas(DoublePointer betas, double beta1, double beta2) {
        boolean firstComesFirst = betas.get(0) < betas.get(1);
        betas.put(0, firstComesFirst ? beta1 : beta2);
        betas.put(1, firstComesFirst ? beta2 : beta1);
    }

    /**
     * Sets the described decay of one group.
     *
     * @param options of the group, of the described optimizer
     */
    static void setDecay(TrainingSpec training, double factor, OptimizerOptions options) {
        double strength = factor
                * switch (training.decay()) {
                    case DecaySpec.None _, DecaySpec.L1 _ -> 0;
                    case DecaySpec.L2(double l2) -> l2;
                    case DecaySpec.Decoupled(double decoupled) -> decoupled;
                };
        var decay = switch (training.optimizer()) {
            case OptimizerSpec.Sgd _ -> new SGDOptions(options).weight_decay();
            case OptimizerSpec.Adam _, OptimizerSpec.AmsGrad _ ->
                training.decay() instanceof DecaySpec.Decoupled
                        ? new AdamWOptions(options).weight_decay()
                        : new AdamOptions(options).weight_decay();
            case OptimizerSpec.RmsProp _ -> new RMSpropOptions(options).weight_decay();
            case OptimizerSpec.AdaGrad _ -> new AdagradOptions(options).weight_decay();
            case OptimizerSpec.NAdam _, OptimizerSpec.Lion _, OptimizerSpec.Muon _ ->
                throw new UnsupportedOperationException(reasonAgainst(training).orElseThrow());
        };
        decay.put(strength);
    }
}
