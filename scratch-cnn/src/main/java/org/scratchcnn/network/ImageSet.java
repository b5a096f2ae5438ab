package org.scratchcnn.network;

import java.util.List;

/** The published image sets. */
public enum ImageSet {
    /** Handwritten digits (LeCun, Cortes and Burges 1998). */
    MNIST(
            "mnist",
            "MNIST",
            Shape.image(1, 28, 28),
            60_000,
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            List.of(0.1307),
            List.of(0.3081)),
    /** Pieces of clothing (Xiao, Rasul and Vollgraf 2017). */
    FASHION_MNIST(
            "fashion-mnist",
            "Fashion-MNIST",
            Shape.image(1, 28, 28),
            60_000,
            List.of(
                    "T-shirt/top",
                    "trouser",
                    "pullover",
                    "dress",
                    "coat",
                    "sandal",
                    "shirt",
                    "sneaker",
                    "bag",
                    "ankle boot"),
            List.of(0.2860),
            List.of(0.3530)),
    /** Small photographs (Krizhevsky 2009), binary version. */
    CIFAR_10(
            "cifar-10",
            "CIFAR-10",
            Shape.image(3, 32, 32),
            50_000,
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
            List.of(0.4914, 0.4822, 0.4465),
            List.of(0.2470, 0.2435, 0.2616));

    private final String folder;
    private final String title;
    private final Shape.Image imageShape;
    private final int trainingImages;
    private final List<String> classNames;
    private final List<Double> channelMeans;
    private final List<Double> channelDeviations;

    ImageSet(
            String folder,
            String title,
            Shape.Image imageShape,
            int trainingImages,
            List<String> classNames,
            List<Double> channelMeans,
            List<Double> channelDeviations) {
        this.folder = folder;
        this.title = title;
        this.imageShape = imageShape;
        this.trainingImages = trainingImages;
        this.classNames = classNames;
        this.channelMeans = channelMeans;
        this.channelDeviations = channelDeviations;
    }

    /** The folder under the data root, and the name that users type. */
    public String folder() {
        return folder;
    }

    /** The name as its authors write it. */
    public String title() {
        return title;
    }

    public Shape.Image imageShape() {
        return imageShape;
    }

    /** Images in the official training files. */
    public int trainingImages() {
        return trainingImages;
    }

    /** Images in the official test files. */
    public int testImages() {
        return 10_000;
    }

    public List<String> classNames() {
        return classNames;
    }

    /** Means of the training pixels by channel, in [0, 1]. */
    public List<Double> channelMeans() {
        return channelMeans;
    }

    /** Standard deviations of the training pixels by channel, in [0, 1]. */
    public List<Double> channelDeviations() {
        return channelDeviations;
    }
}
