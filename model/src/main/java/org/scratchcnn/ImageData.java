package org.scratchcnn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.datasets.file.ImageSetFolder;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.datasets.file.StoredImageSet;
import org.scratchcnn.datasets.sample.ImageSamples;
import org.scratchcnn.datasets.sample.PixelScaling;
import org.scratchcnn.datasets.user.ImageFolder;
import org.scratchcnn.datasets.user.ImageOptions;
import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.datasets.user.PixelCsv;
import org.scratchcnn.datasets.user.PixelCsv.LabelColumn;
import org.scratchcnn.datasets.user.SingleImage;
import org.scratchcnn.datasets.user.UserImages;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.Shape;

/**
 * Images with their classes, in a part to train on and a part to test on. Pixels are standardized: less their channel's mean
 * over the training images, divided by its deviation.
 */
public final class ImageData {

    /** Of images that nobody has set apart for testing, this share is. */
    private static final double TEST_SHARE = 0.2;

    private static final long SPLIT_SEED = 1;

    /** @param notes on the division */
    private record Parts(Dataset train, Dataset test, List<String> notes) {}

    private final Dataset all;
    private final List<String> skipped;
    /** Dividing asks for two images of each class; whoever wants all of them has no need of it. */
    private final Supplier<Parts> dividing;

    private @Nullable Parts parts;

    private ImageData(Dataset all, List<String> skipped, Supplier<Parts> dividing) {
        this.all = all;
        this.skipped = List.copyOf(skipped);
        this.dividing = dividing;
    }

    private synchronized Parts parts() {
        if (parts == null) {
            parts = dividing.get();
        }
        return parts;
    }

    /**
     * A published image set: {@code mnist}, {@code fashion-mnist} or {@code cifar-10}, from the folder where sets are looked
     * for ({@link DataRoot#find}).
     *
     * @throws DataException if it isn't there; the message says how it is fetched
     * @throws IllegalArgumentException if there is no set of that name
     */
    public static ImageData load(String name) {
        return load(
                set(name)
                        .orElseThrow(() -> new IllegalArgumentException("There is no image set \"%s\"; there are: %s"
                                .formatted(
                                        name,
                                        Arrays.stream(ImageSet.values())
                                                .map(ImageSet::folder)
                                                .collect(Collectors.joining(", "))))),
                DataRoot.find(null));
    }

    /** The set of that name, if there is one. */
    public static Optional<ImageSet> set(String name) {
        return Arrays.stream(ImageSet.values())
                .filter(set -> set.folder().equals(name))
                .findFirst();
    }

    /**
     * A published image set.
     *
     * @throws DataException if it isn't there; the message says how it is fetched
     */
    public static ImageData load(ImageSet set, DataRoot root) {
        return of(set, read(set, root), new ImageInput(set.imageShape(), Fit.STRETCH, PixelScaling.standardized(set)));
    }

    /**
     * A published image set, prepared as a model's images were.
     *
     * @throws DataException if it isn't there; the message says how it is fetched
     * @throws IllegalArgumentException if the model takes images of another shape
     */
    public static ImageData load(ImageSet set, DataRoot root, ImageInput like) {
        if (!like.shape().equals(set.imageShape())) {
            throw new IllegalArgumentException("The images of %s are of %s, but the model takes %s"
                    .formatted(set.title(), set.imageShape(), like.shape()));
        }
        return of(set, read(set, root), like);
    }

    private static StoredImageSet read(ImageSet set, DataRoot root) {
        var folder = new ImageSetFolder(PublishedSet.of(set), root.folder(set));
        var stored = folder.read();
        if (stored == null) {
            throw folder.missing();
        }
        return stored;
    }

    private static ImageData of(ImageSet set, StoredImageSet stored, ImageInput input) {
        var source = new DataSource(set.folder(), stored.sha256());
        var train = dataset(stored.training(), everyOne(stored.training()), set.classNames(), input, source);
        var test = dataset(stored.test(), everyOne(stored.test()), set.classNames(), input, source);
        return new ImageData(test, List.of(), () -> new Parts(train, test, List.of()));
    }

    /**
     * Images in a folder a class, all of one size.
     *
     * @throws DataException if the folder can't be used; the message says why
     */
    public static ImageData folder(Path folder) {
        return folder(folder, ImageOptions.DEFAULT);
    }

    /**
     * Images in a folder a class; or in {@code train} and {@code test}, each with a folder a class. Where there is no
     * {@code test}, a fifth of each class is set apart.
     *
     * @throws DataException if the folder can't be used; the message says why
     */
    public static ImageData folder(Path folder, ImageOptions options) {
        var images = ImageFolder.read(folder, options);
        return of(folder, images, input(images, options.fit()));
    }

    /**
     * Images in a folder a class, prepared as a model's were.
     *
     * @throws DataException if the folder can't be used; the message says why
     */
    public static ImageData folder(Path folder, ImageInput like, boolean skipBad) {
        var shape = like.shape();
        var options = ImageOptions.DEFAULT
                .withSize(shape.height(), shape.width())
                .withFit(like.fit())
                .withChannels(shape.channels());
        return of(folder, ImageFolder.read(folder, skipBad ? options.skippingBad() : options), like);
    }

    /**
     * A table of pixels, an image a line with its class first.
     *
     * @throws DataException if the table can't be used; the message says why
     */
    public static ImageData csv(Path file) {
        return csv(file, LabelColumn.FIRST);
    }

    /**
     * A table of pixels, an image a line.
     *
     * @throws DataException if the table can't be used; the message says why
     */
    public static ImageData csv(Path file, LabelColumn labelColumn) {
        var images = PixelCsv.read(file, labelColumn);
        return of(file, images, input(images, Fit.STRETCH));
    }

    /**
     * A table of pixels, prepared as a model's images were.
     *
     * @throws DataException if the table can't be used; the message says why
     */
    public static ImageData csv(Path file, LabelColumn labelColumn, ImageInput like) {
        return of(file, PixelCsv.read(file, labelColumn, like.shape()), like);
    }

    /**
     * Images in memory, of which a fifth is set apart for testing.
     *
     * @param pixels {@code [N, C, H, W]}, row-major, unsigned; not copied
     * @param labels {@code [N]}, from 0
     * @throws IllegalArgumentException if there are not as many pixels as the images need
     */
    public static ImageData of(byte[] pixels, int[] labels, Shape.Image shape) {
        var images = new LabelledImages(shape, pixels, labels);
        if (Arrays.stream(labels).anyMatch(label -> label < 0)) {
            throw new IllegalArgumentException("Labels count from 0, but one is "
                    + Arrays.stream(labels).min().orElseThrow());
        }
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        var names =
                IntStream.range(0, images.count()).mapToObj(n -> "image " + n).toList();
        var classNames = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        var known = UserImages.of(images, names, classNames, 0, List.of());
        return of("arrays", known, input(known, Fit.STRETCH));
    }

    /** An image file as a network's input, {@code [C, H, W]}. */
    static float[] read(Path file, ImageInput input) {
        var image =
                new LabelledImages(input.shape(), SingleImage.read(file, input.shape(), input.fit()), new int[] {0});
        var prepared = new float[input.shape().size()];
        new ImageSamples(image, input.scaling(), 0).copyTo(0, prepared, 0);
        return prepared;
    }

    private static ImageInput input(UserImages images, Fit fit) {
        var split = images.split(SPLIT_SEED, TEST_SHARE);
        return new ImageInput(
                images.images().shape(), fit, PixelScaling.standardized(images.images(), split.training()));
    }

    private static ImageData of(Path from, UserImages images, ImageInput input) {
        return of(String.valueOf(from.toAbsolutePath().normalize().getFileName()), images, input);
    }

    private static ImageData of(String name, UserImages images, ImageInput input) {
        var source = new DataSource(name, new TreeMap<>(Map.of("content", images.sha256())));
        var skipped = new ArrayList<String>();
        if (!images.skipped().isEmpty()) {
            skipped.add(String.format(
                    Locale.ROOT,
                    "%,d file%s skipped:",
                    images.skipped().size(),
                    images.skipped().size() == 1 ? "" : "s"));
            images.skipped().forEach(bad -> skipped.add("  " + bad));
        }
        return new ImageData(
                dataset(images.images(), everyOne(images.images()), images.classNames(), input, source),
                skipped,
                () -> parts(images, input, source));
    }

    private static Parts parts(UserImages images, ImageInput input, DataSource source) {
        var split = images.split(SPLIT_SEED, TEST_SHARE);
        var same = split.onBothSides();
        return new Parts(
                dataset(images.images(), split.training(), images.classNames(), input, source),
                dataset(images.images(), split.test(), images.classNames(), input, source),
                same.isEmpty()
                        ? List.of()
                        : List.of(String.format(
                                Locale.ROOT,
                                "%,d test image%s the same as training images, such as %s and %s: what is right there says nothing",
                                same.size(),
                                same.size() == 1 ? " is" : "s are",
                                same.getFirst().test(),
                                same.getFirst().training())));
    }

    private static int[] everyOne(LabelledImages images) {
        return IntStream.range(0, images.count()).toArray();
    }

    private static Dataset dataset(
            LabelledImages images, int[] members, List<String> classNames, ImageInput input, DataSource source) {
        return new Dataset(new ImageSamples(images, input.scaling(), 0), members, classNames, input, source);
    }

    /**
     * The images to train on.
     *
     * @throws DataException if a class has too few images to divide them
     */
    public Dataset train() {
        return parts().train();
    }

    /**
     * The images that were set apart for testing.
     *
     * @throws DataException if a class has too few images to divide them
     */
    public Dataset test() {
        return parts().test();
    }

    /** All of a user's images; of a published set, those for testing. */
    public Dataset all() {
        return all;
    }

    /** Of the data that a model was trained on, the images that were set apart for testing; of other data, all. */
    public Dataset unseenBy(Model model) {
        boolean known = model.trainedOn()
                .filter(source -> source.hasContentOf(all.source()))
                .isPresent();
        return known ? test() : all;
    }

    /** Which files were skipped, a line each; empty if none was. */
    public List<String> skipped() {
        return skipped;
    }

    /**
     * What a user should know of the division into training and test images, a line each.
     *
     * @throws DataException if a class has too few images to divide them
     */
    public List<String> notes() {
        return parts().notes();
    }
}
