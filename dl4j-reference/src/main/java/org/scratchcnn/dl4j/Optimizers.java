package org.scratchcnn.dl4j;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;

/** A described optimizer, its schedule and its clipping in Deeplearning4j's terms. */
final class Optimizers {

    private Optimizers() {}

    static void configure(NeuralNetConfiguration.Builder builder, TrainingSpec training) {
        if (!(training.decay() instanceof DecaySpec.None)) {
            throw new NotExpressibleException(
                    "Deeplearning4j adds the decay's penalty to the loss, and has none for batch normalization");
        }
        if (!training.groups().stream().allMatch(group -> group.roles().isEmpty() && !group.isTrained())) {
            throw new NotExpressibleException(
                    "groups of parameters are brought to Deeplearning4j only where they freeze layers as a whole and for the whole training");
        }
        if (!(training.averaging() instanceof AveragingSpec.None)) {
            throw new NotExpressibleException(
                    "Deeplearning4j keeps no averages of weights over the steps of a training");
        }
        var updater = updater(training.optimizer());
        if (training.schedule().plateau().isPresent()) {
            throw new NotExpressibleException(
                    "Deeplearning4j's schedules know steps and epochs, not the loss that this one follows");
        }
        if (!(training.schedule() instanceof ScheduleSpec.Constant)) {
            if (updater instanceof Nesterovs) {
                throw new NotExpressibleException(
                        "Deeplearning4j's momentum holds learning rates of past steps, which differs from the description's where the rate changes");
            }
            double rate = training.optimizer().learningRate();
            updater.setLrAndSchedule(rate, new DescribedSchedule(rate, training.schedule()));
        }
        builder.updater(updater);
        switch (training.clipping()) {
            case ClippingSpec.None _ -> {}
            case ClippingSpec.ByValue(double limit) ->
                // After the division by the batch's size, so of the mean loss's gradient.
                builder.gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                        .gradientNormalizationThreshold(limit);
            case ClippingSpec.ByGlobalNorm _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j clips by a layer's or a parameter's norm, not by that of all gradients together");
        }
    }

    private static IUpdater updater(OptimizerSpec optimizer) {
        return switch (optimizer) {
            case OptimizerSpec.Adam(double rate, double beta1, double beta2, double epsilon) ->
                new BiasCorrectedAdam(rate, beta1, beta2, epsilon);
            case OptimizerSpec.AmsGrad(double rate, double beta1, double beta2, double epsilon) ->
                new BiasCorrectedAmsGrad(rate, beta1, beta2, epsilon);
            case OptimizerSpec.RmsProp(double rate, double alpha, double epsilon, double momentum, boolean centered)
            when momentum == 0 && !centered -> new RmsProp(rate, alpha, epsilon);
            case OptimizerSpec.RmsProp _ ->
                throw new NotExpressibleException("Deeplearning4j's RMSProp has no momentum and is not centered");
            case OptimizerSpec.AdaGrad _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j's AdaGrad moves parameters by another formula than the description's");
            case OptimizerSpec.NAdam _ ->
                throw new NotExpressibleException("Deeplearning4j's NAdam has the same momentum in all steps");
            case OptimizerSpec.Lion _, OptimizerSpec.Muon _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j has no " + optimizer.getClass().getSimpleName());
            case OptimizerSpec.Sgd(double rate, double momentum, boolean _) when momentum == 0 -> new Sgd(rate);
            case OptimizerSpec.Sgd(double rate, double momentum, boolean nesterov)
            when nesterov -> new Nesterovs(rate, momentum);
            case OptimizerSpec.Sgd _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j has momentum only as Nesterov's accelerated gradient, not the plain one");
        };
    }
}
