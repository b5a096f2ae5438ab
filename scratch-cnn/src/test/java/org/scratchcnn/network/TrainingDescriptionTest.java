package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;

class TrainingDescriptionTest {

    @Test
    void keepsAConstantRate() {
        var schedule = new ScheduleSpec.Constant();

        assertThat(schedule.multiplier(0)).isEqualTo(1);
        assertThat(schedule.multiplier(1_000_000)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "9, 1", "10, 0.5", "19, 0.5", "20, 0.25", "100, 0.0009765625"})
    void decaysTheRateAfterSoManySteps(long step, double multiplier) {
        assertThat(new ScheduleSpec.StepDecay(10, 0.5).multiplier(step)).isEqualTo(multiplier);
    }

    @Test
    void refusesSchedulesWithoutStepsOrFactor() {
        assertThatThrownBy(() -> new ScheduleSpec.StepDecay(0, 0.5))
                .hasMessage("A step decay needs at least one step and a positive factor, but was given 0 and 0.5");
        assertThatThrownBy(() -> new ScheduleSpec.StepDecay(1, 0))
                .hasMessage("A step decay needs at least one step and a positive factor, but was given 1 and 0.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesLearningRatesThatAreNotPositiveAndFinite(double rate) {
        assertThatThrownBy(() -> OptimizerSpec.sgd(rate))
                .hasMessage("The learning rate must be positive and finite, but is " + rate);
        assertThatThrownBy(() -> OptimizerSpec.adam(rate))
                .hasMessage("The learning rate must be positive and finite, but is " + rate);
    }

    @Test
    void anotherLearningRateLeavesTheRestAsItIs() {
        assertThat(new OptimizerSpec.Sgd(0.1, 0.9, true).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.Sgd(0.2, 0.9, true));
        assertThat(new OptimizerSpec.Adam(0.1, 0.8, 0.9, 1e-7).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.Adam(0.2, 0.8, 0.9, 1e-7));
        assertThat(new OptimizerSpec.AmsGrad(0.1, 0.8, 0.9, 1e-7).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.AmsGrad(0.2, 0.8, 0.9, 1e-7));
        assertThat(new OptimizerSpec.NAdam(0.1, 0.8, 0.9, 1e-7, 0.3).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.NAdam(0.2, 0.8, 0.9, 1e-7, 0.3));
        assertThat(new OptimizerSpec.RmsProp(0.1, 0.8, 1e-7, 0.9, true).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.RmsProp(0.2, 0.8, 1e-7, 0.9, true));
        assertThat(new OptimizerSpec.AdaGrad(0.1, 0.3, 0.4, 1e-7).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.AdaGrad(0.2, 0.3, 0.4, 1e-7));
        assertThat(new OptimizerSpec.Lion(0.1, 0.8, 0.9).withLearningRate(0.2))
                .isEqualTo(new OptimizerSpec.Lion(0.2, 0.8, 0.9));
        assertThat(new OptimizerSpec.Muon(0.5, 0.9, true, OptimizerSpec.sgd(0.25)).withLearningRate(1))
                .isEqualTo(new OptimizerSpec.Muon(1, 0.9, true, OptimizerSpec.sgd(0.5)));
    }

    @Test
    void refusesOptimizerSettingsOutsideTheirRange() {
        assertThatThrownBy(() -> new OptimizerSpec.Sgd(0.1, 1, false))
                .hasMessage("momentum must be at least 0 and below 1, but is 1.0");
        assertThatThrownBy(() -> new OptimizerSpec.Sgd(0.1, 0, true))
                .hasMessage("Nesterov's method needs a momentum above 0");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, -0.1, 0.9, 1e-8))
                .hasMessage("beta1 must be at least 0 and below 1, but is -0.1");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, 0.9, 1, 1e-8))
                .hasMessage("beta2 must be at least 0 and below 1, but is 1.0");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, 0.9, 0.999, 0))
                .hasMessage("Adam's epsilon must be positive, but is 0.0");
        assertThatThrownBy(() -> new OptimizerSpec.NAdam(0.1, 0.9, 0.999, 1e-8, -1))
                .hasMessage("NAdam's momentum decay must be 0 or more and finite, but is -1.0");
        assertThatThrownBy(() -> new OptimizerSpec.AdaGrad(0.1, 0, Double.NaN, 1e-8))
                .hasMessage("AdaGrad's initial accumulator must be 0 or more and finite, but is NaN");
        assertThatThrownBy(() -> new OptimizerSpec.Muon(0.1, 0.9, true, OptimizerSpec.muon(0.1)))
                .hasMessage("Muon's rule for other parameters can't be Muon again");
        assertThatThrownBy(() -> new ClippingSpec.ByValue(0))
                .hasMessage("A gradient limit must be positive, but is 0.0");
        assertThatThrownBy(() -> new ClippingSpec.ByGlobalNorm(Double.NaN))
                .hasMessage("A gradient limit must be positive, but is NaN");
    }

    @Test
    void refusesTrainingWithoutBatchesOrEpochs() {
        var training = Tasks.spiral().training();

        assertThatThrownBy(() -> training.withBatchSize(0)).hasMessage("The batch size must be at least 1, but is 0");
        assertThatThrownBy(() -> training.withEpochs(0)).hasMessage("Training needs at least 1 epoch, but was given 0");
    }

    @Test
    void changesOneSettingAndKeepsTheOthers() {
        var task = Tasks.cifar10();
        var training = task.training();

        assertThat(training.withSeed(7).withSeed(training.seed())).isEqualTo(training);
        assertThat(training.withBatchSize(7).batchSize()).isEqualTo(7);
        assertThat(training.withOptimizer(OptimizerSpec.adam(0.5)).optimizer()).isEqualTo(OptimizerSpec.adam(0.5));
        assertThat(training.withClipping(new ClippingSpec.ByValue(1)).clipping())
                .isEqualTo(new ClippingSpec.ByValue(1));
        assertThat(training.withNetwork(Zoo.cifarTutorialCnn()).network()).isEqualTo(Zoo.cifarTutorialCnn());
        assertThat(task.withEpochs(3).training()).isEqualTo(training.withEpochs(3));
        assertThat(task.withTraining(training.withSeed(9)).data()).isEqualTo(task.data());
    }

    @Test
    void seedsWeightsOrderAndDrawnPointsTogether() {
        var task = Tasks.spiral().withSeed(5);

        assertThat(task.training().seed()).isEqualTo(5);
        assertThat(task.data().orderSeed()).isEqualTo(5);
        assertThat(task.data().dataSet()).isEqualTo(new DataSetSpec.Spiral(8, 500, 0.2, 5));
        assertThat(Tasks.fashionMnist().withSeed(5).data().dataSet())
                .isEqualTo(Tasks.fashionMnist().data().dataSet());
    }

    @Test
    void refusesATaskWhoseDataDoNotFitItsNetwork() {
        var mnist = new DataSpec(new DataSetSpec.Images(ImageSet.MNIST), 60_000, 0, 10_000, Scaling.UNIT_RANGE, 0, 1);

        assertThatThrownBy(() -> new TaskSpec("odd", mnist, Tasks.cifar10().training()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd feeds samples of [1, 28, 28] to cifar-cnn, which takes [3, 32, 32]");
    }

    @Test
    void refusesATaskWhoseClassesAreNotTheNetworksLogits() {
        var three = new DataSpec(new DataSetSpec.Spiral(3, 100, 0.2, 1), 200, 0, 100, Scaling.NONE, 0, 1);

        assertThatThrownBy(() -> new TaskSpec("odd", three, Tasks.spiral().training()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd has 3 classes, but spiral-mlp ends in 8 logits");
    }

    @Test
    void refusesATaskWhoseNetworkDoesNotFitTogether() {
        var network =
                new NetworkSpec("net", Shape.features(2), List.of(Dense.of(3, 8)), LossSpec.SOFTMAX_CROSS_ENTROPY);
        var training = Tasks.spiral().training().withNetwork(network);

        assertThatThrownBy(() -> Tasks.spiral().withTraining(training)).isInstanceOf(InvalidNetworkException.class);
    }

    @Test
    void addsTheBorderToTheSampleShape() {
        assertThat(Tasks.mnistScratcher().data().sampleShape()).isEqualTo(Shape.image(1, 32, 32));
        assertThat(Tasks.spiral().data().sampleShape()).isEqualTo(Shape.features(2));
    }

    @Test
    void refusesASplitThatTakesMoreThanThereIs() {
        var images = new DataSetSpec.Images(ImageSet.CIFAR_10);

        assertThatThrownBy(() -> new DataSpec(images, 45_000, 5_001, 10_000, Scaling.UNIT_RANGE, 0, 1))
                .hasMessage("The split takes 50001 samples, but cifar-10 has 50000 to give");
        assertThatThrownBy(() -> new DataSpec(new DataSetSpec.Spiral(3, 10, 0, 1), 20, 5, 6, Scaling.NONE, 0, 1))
                .hasMessage("The split takes 31 samples, but spiral has 30 to give");
        assertThatThrownBy(() -> new DataSpec(images, 1, 0, 10_001, Scaling.UNIT_RANGE, 0, 1))
                .hasMessage("The split takes 10001 test samples, but cifar-10 has 10000");
        assertThatThrownBy(() -> new DataSpec(images, 0, 0, 1, Scaling.UNIT_RANGE, 0, 1))
                .hasMessage("A split needs training and test samples and no negative number,"
                        + " but has 0 training, 0 validation, 1 test samples and a border of 0");
        assertThatThrownBy(() -> new DataSetSpec.Spiral(1, 10, 0.1, 1))
                .hasMessage("A spiral needs at least 2 classes of 2 points and noise of at least 0,"
                        + " but was given 1, 10 and 0.1");
        var noise = new DataSetSpec.Noise(Shape.features(3), 2, 10, 1);
        assertThatThrownBy(() -> new DataSpec(noise, 8, 1, 2, Scaling.NONE, 0, 1))
                .hasMessage("The split takes 11 samples, but noise has 10 to give");
        assertThatThrownBy(() -> new DataSetSpec.Noise(Shape.features(3), 1, 0, 1))
                .hasMessage("Noise needs at least 2 classes and a sample, but was given 1 and 0");
    }
}
