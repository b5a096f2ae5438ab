package org.scratchcnn.datasets.user;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.user.ImageFile.BadImageException;
import org.scratchcnn.datasets.user.ImageOptions.Size;
import org.scratchcnn.datasets.user.UserImages.BadFile;
import org.scratchcnn.network.Shape;

/** Reads the images that were found, on all processors. */
final class ImageLoading {

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int NAMED = 3;

    private final Path folder;
    private final List<ImageSource> sources;
    private final int trainingImages;
    private final List<String> classNames;
    private final ImageOptions options;
    /** Reasons, by the number of the source. */
    private final SortedMap<Integer, String> bad = new ConcurrentSkipListMap<>();

    /**
     * Loads images of {@code folder}.
     *
     * @param trainingImages how many of the sources come first and are not set apart for testing
     */
    ImageLoading(
            Path folder, List<ImageSource> sources, int trainingImages, List<String> classNames, ImageOptions options) {
        this.folder = folder;
        this.sources = sources;
        this.trainingImages = trainingImages;
        this.classNames = classNames;
        this.options = options;
    }

    UserImages load() {
        var size = options.size().or(this::commonSize).orElseThrow(this::badFiles);
        var read = Shape.image(options.channels().orElse(3), size.height(), size.width());
        var pixels = pixels(read);
        if (!bad.isEmpty() && !options.skipBad()) {
            throw badFiles();
        }
        int[] kept = IntStream.range(0, sources.size())
                .filter(i -> !bad.containsKey(i))
                .toArray();
        requireEachClass(kept);
        int testImages =
                (int) Arrays.stream(kept).filter(i -> i >= trainingImages).count();
        if (testImages == 0 && sources.size() > trainingImages) {
            throw UnusableDataException.of(
                    "No test image in %s can be read: repair them, or remove their folder", folder);
        }
        var shape = options.channels().isEmpty() && areGrey(pixels, kept, read)
                ? Shape.image(1, size.height(), size.width())
                : read;
        return UserImages.of(
                new LabelledImages(
                        shape,
                        packed(pixels, kept, read.size(), shape.size()),
                        Arrays.stream(kept).map(i -> sources.get(i).label()).toArray()),
                Arrays.stream(kept).mapToObj(i -> sources.get(i).name()).toList(),
                classNames,
                testImages,
                bad.entrySet().stream().map(this::badFile).toList());
    }

    /** The size that all images have; empty if all are bad. */
    private Optional<Size> commonSize() {
        var sizes = new Size[sources.size()];
        forEachGood(i -> sizes[i] = ImageFile.size(sources.get(i).file()));
        int[] good = IntStream.range(0, sizes.length)
                .filter(i -> !bad.containsKey(i))
                .toArray();
        for (int i : good) {
            if (!sizes[i].equals(sizes[good[0]])) {
                throw UnusableDataException.of(
                        "The images in %s differ in size, and a network takes one: %s has %s pixels (height × width), %s has %s; give the size that all should be brought to",
                        folder,
                        sources.get(good[0]).name(),
                        sizes[good[0]],
                        sources.get(i).name(),
                        sizes[i]);
            }
        }
        return good.length == 0 ? Optional.empty() : Optional.of(sizes[good[0]]);
    }

    /** {@code [N, C, H, W]} of all sources, the bad ones black. */
    private byte[] pixels(Shape.Image shape) {
        long values = (long) sources.size() * shape.size();
        if (values > LARGEST_ARRAY) {
            throw UnusableDataException.of(
                    "The %,d images in %s would take %,d bytes as %s, but at most %,d are possible: give a smaller size",
                    sources.size(), folder, values, shape, LARGEST_ARRAY);
        }
        var pixels = new byte[(int) values];
        var size = new Size(shape.height(), shape.width());
        forEachGood(i -> {
            var image = Resampling.resize(ImageFile.read(sources.get(i).file()), size, options.fit());
            if (shape.channels() == 1) {
                image.copyLuminance(pixels, i * shape.size());
            } else {
                System.arraycopy(image.planes(), 0, pixels, i * shape.size(), shape.size());
            }
        });
        return pixels;
    }

    private interface Reading {
        void read(int source) throws BadImageException;
    }

    private void forEachGood(Reading reading) {
        IntStream.range(0, sources.size())
                .parallel()
                .filter(i -> !bad.containsKey(i))
                .forEach(i -> {
                    try {
                        reading.read(i);
                    } catch (BadImageException e) {
                        bad.put(i, e.reason());
                    }
                });
    }

    private void requireEachClass(int[] kept) {
        var found = Arrays.stream(kept)
                .filter(i -> i < trainingImages)
                .mapToObj(i -> sources.get(i).label())
                .collect(Collectors.toSet());
        for (int k = 0; k < classNames.size(); k++) {
            if (!found.contains(k)) {
                throw UnusableDataException.of(
                        "No image of the class %s in %s can be read: repair them, or remove the class",
                        classNames.get(k), folder);
            }
        }
    }

    private static boolean areGrey(byte[] pixels, int[] kept, Shape.Image shape) {
        return Arrays.stream(kept)
                .parallel()
                .allMatch(i -> RgbImage.isGrey(pixels, i * shape.size(), shape.height() * shape.width()));
    }

    /** The first {@code wanted} of the {@code stored} values of each kept image. */
    private static byte[] packed(byte[] pixels, int[] kept, int stored, int wanted) {
        for (int k = 0; k < kept.length; k++) {
            System.arraycopy(pixels, kept[k] * stored, pixels, k * wanted, wanted);
        }
        int length = kept.length * wanted;
        return length == pixels.length ? pixels : Arrays.copyOf(pixels, length);
    }

    private UnusableDataException badFiles() {
        return UnusableDataException.of(
                "%,d of the %,d image files in %s can't be used: %s%s; repair or remove them, or have bad files skipped",
                bad.size(),
                sources.size(),
                folder,
                bad.entrySet().stream()
                        .limit(NAMED)
                        .map(entry -> badFile(entry).toString())
                        .collect(Collectors.joining("; ")),
                bad.size() > NAMED ? "; …" : "");
    }

    private BadFile badFile(Map.Entry<Integer, String> entry) {
        return new BadFile(sources.get(entry.getKey()).name(), entry.getValue());
    }
}
