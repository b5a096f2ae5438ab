package org.scratchcnn.network.zoo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;

/** The tasks that the project measures: a network, its data, and how it is trained. */
public final class Tasks {

    private Tasks() {}

    /** Eight arms of 500 points, 80 % to train on. */
    public static TaskSpec spiral() {
        return new TaskSpec(
                "spiral",
                new DataSpec(new DataSetSpec.Spiral(8, 500, 0.2, 1), 3_200, 0, 800, Scaling.NONE, 0, 1),
                TrainingSpec.of(Zoo.spiralMlp(), OptimizerSpec.adam(1e-3), 32, 300));
    }

    public static TaskSpec fashionMnist() {
        return new TaskSpec(
                "fashion-mnist",
                images(ImageSet.FASHION_MNIST, 60_000, 0, 0),
                TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 32, 10));
    }

    /** The hobby project's own recipe: plain gradient descent, a fifth held back for validation. */
    public static TaskSpec cifar10() {
        return new TaskSpec(
                "cifar-10",
                images(ImageSet.CIFAR_10, 40_000, 10_000, 0),
                TrainingSpec.of(Zoo.cifarCnn(), OptimizerSpec.sgd(0.01), 64, 15));
    }

    public static TaskSpec cifar10Tutorial() {
        return new TaskSpec(
                "cifar-10-tutorial",
                images(ImageSet.CIFAR_10, 50_000, 0, 0),
                TrainingSpec.of(Zoo.cifarTutorialCnn(), OptimizerSpec.adam(1e-3), 64, 10));
    }

    /** Biases per position; its author trained it in 63 hours. */
    public static TaskSpec mnistUntied() {
        return new TaskSpec(
                "mnist-untied",
                images(ImageSet.MNIST, 60_000, 0, 0),
                TrainingSpec.of(Zoo.mnistUntiedCnn(), OptimizerSpec.sgd(0.01), 32, 5));
    }

    /** The network that never learned in its author's hands. */
    public static TaskSpec mnistScratcher() {
        return new TaskSpec(
                "mnist-scratcher",
                images(ImageSet.MNIST, 60_000, 0, 2),
                TrainingSpec.of(Zoo.scratcherCnn(), OptimizerSpec.adam(1e-3), 32, 20));
    }

    public static TaskSpec mnistLenet5() {
        return new TaskSpec(
                "mnist-lenet-5",
                images(ImageSet.MNIST, 60_000, 0, 2),
                TrainingSpec.of(Zoo.lenet5(), OptimizerSpec.adam(1e-3), 32, 10));
    }

    public static TaskSpec cifar10Vgg() {
        return new TaskSpec(
                "cifar-10-vgg",
                images(ImageSet.CIFAR_10, 50_000, 0, 0),
                TrainingSpec.of(Zoo.vggMini(), OptimizerSpec.adam(1e-3), 64, 10).withInit(InitSpec.HE_NORMAL));
    }

    public static TaskSpec cifar10Resnet20() {
        return resnet20("cifar-10-resnet-20", Zoo.resnet20());
    }

    public static TaskSpec cifar10Resnet20A() {
        return resnet20("cifar-10-resnet-20-a", Zoo.resnet20A());
    }

    /**
     * As He et al. 2016 began, but for weight decay and augmentation, and far shorter; the momentum is Nesterov's, since
     * Deeplearning4j has no other.
     */
    private static TaskSpec resnet20(String name, NetworkSpec network) {
        return new TaskSpec(
                name,
                images(ImageSet.CIFAR_10, 50_000, 0, 0),
                TrainingSpec.of(network, new OptimizerSpec.Sgd(0.1, 0.9, true), 128, 5)
                        .withInit(InitSpec.HE_NORMAL));
    }

    public static TaskSpec cifar10Inception() {
        return new TaskSpec(
                "cifar-10-inception",
                images(ImageSet.CIFAR_10, 50_000, 0, 0),
                TrainingSpec.of(Zoo.inceptionMini(), OptimizerSpec.adam(1e-3), 64, 5)
                        .withInit(InitSpec.HE_NORMAL));
    }

    public static TaskSpec cifar10Mobilenet() {
        return new TaskSpec(
                "cifar-10-mobilenet",
                images(ImageSet.CIFAR_10, 50_000, 0, 0),
                TrainingSpec.of(Zoo.mobilenetMini(), OptimizerSpec.adam(1e-3), 64, 5)
                        .withInit(InitSpec.HE_NORMAL));
    }

    /**
     * airbench94 (Jordan 2024) as far as a training describes it: what is trained, when, at which rate and with how much
     * decay; the schedule, lookahead and smoothed labels. The last batch of an epoch, which the recipe drops, is trained too,
     * and there are 10 epochs, not 9.9.
     *
     * <p>Left out are what is done to images, alternating flips and shifts by up to 2 pixels with reflection, here and before
     * they are classified; and that the first convolution begins as one that {@linkplain org.scratchcnn.engine.PatchWhitening whitens} patches of
     * the images, and stays so but for its bias in the first three epochs: it is trained like the others.
     */
    public static TaskSpec cifar10Airbench94() {
        int samples = ImageSet.CIFAR_10.trainingImages();
        return new TaskSpec(
                "cifar-10-airbench94",
                new DataSpec(
                        new DataSetSpec.Images(ImageSet.CIFAR_10),
                        samples,
                        0,
                        ImageSet.CIFAR_10.testImages(),
                        Scaling.STANDARDIZED,
                        0,
                        1),
                Airbench.training(samples));
    }

    /** What suites measure. */
    public static List<TaskSpec> measured() {
        return List.of(spiral(), fashionMnist(), cifar10(), cifar10Tutorial(), mnistUntied(), mnistScratcher());
    }

    /** All tasks; those that no suite measures are for {@code ./cnn compare --task}. */
    public static List<TaskSpec> all() {
        return Stream.concat(
                        measured().stream(),
                        Stream.of(
                                mnistLenet5(),
                                cifar10Vgg(),
                                cifar10Resnet20(),
                                cifar10Resnet20A(),
                                cifar10Inception(),
                                cifar10Mobilenet(),
                                cifar10Airbench94()))
                .toList();
    }

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static TaskSpec task(String name) {
        return all().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no task \"%s\"; there are: %s"
                        .formatted(name, all().stream().map(TaskSpec::name).collect(Collectors.joining(", ")))));
    }

    private static DataSpec images(ImageSet set, int training, int validation, int border) {
        return new DataSpec(
                new DataSetSpec.Images(set), training, validation, set.testImages(), Scaling.UNIT_RANGE, border, 1);
    }
}
