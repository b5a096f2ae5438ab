package org.scratchcnn.datasets.file;

import java.net.URI;
import java.util.List;
import org.scratchcnn.network.ImageSet;

/**
 * An image set as its authors published it.
 *
 * @param files for MNIST and its like {@link #TRAINING_IMAGES}, {@link #TRAINING_LABELS}, {@link #TEST_IMAGES} and
 *     {@link #TEST_LABELS}; for CIFAR-10 the one archive
 * @param homes folders on the web that hold the files, in the order in which they are tried; each ends in a slash
 */
public record PublishedSet(ImageSet set, List<PublishedFile> files, List<URI> homes) {

    static final String TRAINING_IMAGES = "train-images-idx3-ubyte";
    static final String TRAINING_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private static final PublishedSet MNIST = new PublishedSet(
            ImageSet.MNIST,
            idx(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));

    private static final PublishedSet FASHION_MNIST = new PublishedSet(
            ImageSet.FASHION_MNIST,
            idx(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            // Its only home speaks no https; the checksum tells whether it was tampered with.
            List.of(URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")));

    private static final PublishedSet CIFAR_10 = new PublishedSet(
            ImageSet.CIFAR_10,
            List.of(new PublishedFile(
                    "cifar-10-binary.tar.gz",
                    170_052_171,
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    false)),
            List.of(URI.create("https://www.cs.toronto.edu/~kriz/")));

    public PublishedSet {
        files = List.copyOf(files);
        homes = List.copyOf(homes);
    }

    /** The set as it is known to this project. */
    public static PublishedSet of(ImageSet set) {
        return switch (set) {
            case MNIST -> MNIST;
            case FASHION_MNIST -> FASHION_MNIST;
            case CIFAR_10 -> CIFAR_10;
        };
    }

    /**
     * The file of that name.
     *
     * @throws IllegalArgumentException if the set has none
     */
    PublishedFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(set.title() + " has no file " + name));
    }

    private static List<PublishedFile> idx(
            String trainingImages, String trainingLabels, String testImages, String testLabels) {
        return List.of(
                new PublishedFile(TRAINING_IMAGES, 47_040_016, trainingImages, true),
                new PublishedFile(TRAINING_LABELS, 60_008, trainingLabels, true),
                new PublishedFile(TEST_IMAGES, 7_840_016, testImages, true),
                new PublishedFile(TEST_LABELS, 10_008, testLabels, true));
    }
}
