package org.scratchcnn.datasets.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.Sha256;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.datasets.sample.StratifiedSplit;

/**
 * A user's images in memory.
 *
 * @param images {@code [N, C, H, W]}; where the user has set test images apart, they come last
 * @param names where each image comes from: its file, from the folder read on, with slashes; or the table and its line
 * @param classNames by label
 * @param testImages how many images the user has set apart for testing; 0 if the division is left to {@link #split}
 * @param skipped files that were left out because they can't be read as images
 * @param sha256 of the content: class names, shape, labels and pixels
 */
public record UserImages(
        LabelledImages images,
        List<String> names,
        List<String> classNames,
        int testImages,
        List<BadFile> skipped,
        String sha256) {

    /**
     * A file that can't be read as an image.
     *
     * @param reason to follow the name, for example {@code is no PNG, JPEG, GIF or BMP}
     */
    public record BadFile(String name, String reason) {

        @Override
        public String toString() {
            return name + " " + reason;
        }
    }

    /**
     * Which images are for training and which for testing.
     *
     * @param training numbers of images, ascending
     * @param test numbers of images, ascending
     * @param onBothSides test images that are the same, pixel by pixel, as a training image: what a network gets right
     *     there says nothing
     */
    public record Split(int[] training, int[] test, List<Duplicate> onBothSides) {

        public Split {
            onBothSides = List.copyOf(onBothSides);
        }
    }

    /** The names of a training image and of a test image with the same pixels. */
    public record Duplicate(String training, String test) {}

    public UserImages {
        names = List.copyOf(names);
        classNames = List.copyOf(classNames);
        skipped = List.copyOf(skipped);
    }

    /** The same, with the fingerprint of the content worked out. */
    public static UserImages of(
            LabelledImages images, List<String> names, List<String> classNames, int testImages, List<BadFile> skipped) {
        var labels = ByteBuffer.allocate(Math.multiplyExact(images.count(), Integer.BYTES));
        labels.asIntBuffer().put(images.labels());
        var about = String.join("\n", classNames) + "\n" + images.shape() + "\n";
        var sha256 = Sha256.of(about.getBytes(StandardCharsets.UTF_8), labels.array(), images.pixels());
        return new UserImages(images, names, classNames, testImages, skipped, sha256);
    }

    /**
     * Divides the images into training and test images: as the user has done, or else by drawing the same share of every
     * class, but of each at least one image and not all.
     *
     * @param seed of what is drawn
     * @param testShare from 0, where nothing is drawn for testing, to below 1; of no meaning where the user has set test
     *     images apart
     * @throws UnusableDataException if images are to be drawn, but a class has one only
     */
    public Split split(long seed, double testShare) {
        if (!(testShare >= 0 && testShare < 1)) {
            throw new IllegalArgumentException(
                    "The share of test images must be from 0 to below 1, but is " + testShare);
        }
        if (testImages > 0 || testShare == 0) {
            int training = images.count() - testImages;
            return split(
                    IntStream.range(0, training).toArray(),
                    IntStream.range(training, images.count()).toArray());
        }
        requireTwoOfEachClass();
        int[][] parts =
                StratifiedSplit.takeShare(images.labels(), classNames.size(), RandomStreams.forSplit(seed), testShare);
        return split(parts[0], parts[1]);
    }

    private Split split(int[] training, int[] test) {
        return new Split(training, test, onBothSides(training, test));
    }

    private void requireTwoOfEachClass() {
        var counts = new int[classNames.size()];
        for (int label : images.labels()) {
            counts[label]++;
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == 1) {
                throw UnusableDataException.of(
                        "The class %s has 1 image, but dividing it into training and test images needs 2: add images, or remove the class",
                        classNames.get(k));
            }
        }
    }

    private List<Duplicate> onBothSides(int[] training, int[] test) {
        var first = new HashMap<String, Integer>();
        if (test.length > 0) {
            for (int image : training) {
                first.putIfAbsent(sha256(image), image);
            }
        }
        var found = new ArrayList<Duplicate>();
        for (int image : test) {
            var same = first.get(sha256(image));
            if (same != null) {
                found.add(new Duplicate(names.get(same), names.get(image)));
            }
        }
        return found;
    }

    private String sha256(int image) {
        var digest = Sha256.start();
        int size = images.shape().size();
        digest.update(images.pixels(), image * size, size);
        return Sha256.hex(digest);
    }
}
