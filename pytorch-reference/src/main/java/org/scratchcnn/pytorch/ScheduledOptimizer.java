package org.scratchcnn.pytorch;

import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;

/** One of PyTorch's optimizers at the beginning of training, with the described clipping and schedule. */
final class ScheduledOptimizer implements AutoCloseable {

    private final double learningRate;
    private final ScheduleSpec schedule;
    private final ClippingSpec clipping;
    private final TensorVector parameters;
    private final Optimizer optimizer;
    private final OptimizerOptions options;
    private long steps;

    /**
     * An optimizer that has done no step.
     *
     * @param parameters from now on the optimizer's, which closes them
     */
    ScheduledOptimizer(TrainingSpec training, TensorVector parameters) {
        this.learningRate = training.optimizer().learningRate();
        this.schedule = training.schedule();
        this.clipping = training.clipping();
        this.parameters = parameters;
        this.optimizer = optimizer(training.optimizer(), parameters);
        this.options = optimizer.param_groups().get(0).options();
    }

    private static Optimizer optimizer(OptimizerSpec spec, TensorVector parameters) {
        return switch (spec) {
            case OptimizerSpec.Sgd(double rate, double momentum, boolean nesterov) -> {
                try (var options = new SGDOptions(rate)) {
                    options.momentum().put(momentum);
                    options.nesterov().put(nesterov);
                    yield new SGD(parameters, options);
                }
            }
            case OptimizerSpec.Adam(double rate, double beta1, double beta2, double epsilon) -> {
                try (var options = new AdamOptions(rate)) {
                    setBetas(options, beta1, beta2);
                    options.eps().put(epsilon);
                    yield new Adam(parameters, options);
                }
            }
        };
    }

    /** The two stand in a C++ tuple, whose order in memory is the compiler's choice; the default of β1, 0.9, tells it. */
    private static void setBetas(AdamOptions options, double beta1, double beta2) {
        var betas = options.betas();
        boolean firstComesFirst = betas.get(0) < betas.get(1);
        betas.put(0, firstComesFirst ? beta1 : beta2);
        betas.put(1, firstComesFirst ? beta2 : beta1);
    }

    /** Lets go of the gradients' tensors, which is faster than filling them with zeros. */
    void forgetGradients() {
        optimizer.zero_grad(true);
    }

    /** Clips the gradients, in place, and updates the parameters by them. */
    void step() {
        switch (clipping) {
            case ClippingSpec.None _ -> {}
            case ClippingSpec.ByValue(double limit) -> torch.clip_grad_value_(parameters, limit);
            case ClippingSpec.ByGlobalNorm(double limit) -> torch.clip_grad_norm_(parameters, limit);
        }
        options.set_lr(learningRate * schedule.multiplier(steps));
        steps++;
        optimizer.step();
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
    }
}
