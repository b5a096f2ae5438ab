package org.scratchcnn.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;

/** One of PyTorch's optimizers at the beginning of training, with the described clipping, schedule, decay and groups. */
final class ScheduledOptimizer implements AutoCloseable {

    private final double learningRate;
    private final ScheduleSpec schedule;
    private final ClippingSpec clipping;
    private final TensorVector parameters;
    private final Optimizer optimizer;
    private final List<Group> groups = new ArrayList<>();
    private long steps;

    /**
     * What PyTorch takes as one group.
     *
     * @param treatment of one of its parameters, and so of all
     */
    private record Group(ParameterGroup treatment, List<Tensor> tensors, OptimizerOptions options) {}

    /**
     * An optimizer that has done no step.
     *
     * @param trained parameters, which stay their owner's
     */
    ScheduledOptimizer(TrainingSpec training, List<NetworkParameter> trained) {
        this.learningRate = training.optimizer().learningRate();
        this.schedule = training.schedule();
        this.clipping = training.clipping();
        this.parameters = vector(trained.stream().map(NetworkParameter::tensor).toList());
        var tensors = new LinkedHashMap<List<Number>, List<Tensor>>();
        var treatments = new ArrayList<ParameterGroup>();
        for (var parameter : trained) {
            var treatment = training.groupOf(parameter.spec());
            tensors.computeIfAbsent(differences(treatment), _ -> {
                        treatments.add(treatment);
                        return new ArrayList<>();
                    })
                    .add(parameter.tensor());
        }
        try (var vector = new OptimizerParamGroupVector()) {
            for (var some : tensors.values()) {
                try (var tensorsOfGroup = vector(some);
                        var group = new OptimizerParamGroup(tensorsOfGroup)) {
                    vector.push_back(group);
                }
            }
            this.optimizer = Optimizers.of(training, vector);
        }
        int group = 0;
        for (var some : tensors.values()) {
            var options = optimizer.param_groups().get(group).options();
            Optimizers.setDecay(training, treatments.get(group).decayFactor(), options);
            groups.add(new Group(treatments.get(group), some, options));
            group++;
        }
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }

    /** Equal where parameters are treated alike. */
    private static List<Number> differences(ParameterGroup treatment) {
        return List.of(
                treatment.rateFactor(), treatment.decayFactor(), treatment.trainedFrom(), treatment.trainedUntil());
    }

    /** Lets go of the gradients' tensors, which is faster than filling them with zeros. */
    void forgetGradients() {
        optimizer.zero_grad(true);
    }

    /** Clips the gradients, in place, and updates the parameters by them. */
    void step() {
        double rate = learningRate * schedule.multiplier(steps);
        for (var group : groups) {
            group.options().set_lr(rate * group.treatment().rateFactor());
            if (!group.treatment().isTrained(steps)) {
                forgetGradients(group.tensors());
            }
        }
        switch (clipping) {
            case ClippingSpec.None _ -> {}
            case ClippingSpec.ByValue(double limit) -> torch.clip_grad_value_(parameters, limit);
            case ClippingSpec.ByGlobalNorm(double limit) -> torch.clip_grad_norm_(parameters, limit);
        }
        steps++;
        optimizer.step();
    }

    /** PyTorch leaves parameters without gradients out. */
    private static void forgetGradients(List<Tensor> tensors) {
        try (var none = new Tensor()) {
            tensors.forEach(tensor -> tensor.mutable_grad().put(none));
        }
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
    }
}
