package org.scratchcnn.datasets.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.scratchcnn.datasets.file.UnusableDataException;

/**
 * A folder of images that holds one folder a class, or else a folder {@code train}, and perhaps one {@code test}, that do.
 * Classes come in the order of their names, and so do the images of a class, those of folders inside its folder included,
 * whatever the file system says: by code points. Hidden files and folders, and files whose names don't end as those of
 * images do, count as not there.
 */
public final class ImageFolder {

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");
    private static final String EXTENSIONS_IN_WORDS = ".png, .jpg, .jpeg, .gif or .bmp";
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    /** Names in the order of their code points. */
    static final Comparator<String> BY_CODE_POINTS =
            Comparator.comparing(name -> name.codePoints().toArray(), Arrays::compare);

    private final Path folder;
    private final List<ImageSource> images = new ArrayList<>();

    private ImageFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all images: PNG, JPEG (CMYK too), the first picture of a GIF, or BMP, by their content. They are turned
     * upright as EXIF says, and transparent ones laid over white. Scaling interpolates where an image grows and averages
     * where it shrinks.
     *
     * @throws UnusableDataException if the folder isn't there or isn't laid out like that, if there are fewer than two
     *     classes, if one has no image, if an image is bad and bad ones aren't skipped, if images differ in size and none
     *     is given, or if there are more pixels than one array can hold
     */
    public static UserImages read(Path folder, ImageOptions options) {
        return new ImageFolder(folder).read(options);
    }

    private UserImages read(ImageOptions options) {
        if (!Files.isDirectory(folder)) {
            throw UnusableDataException.of(
                    "%s is %s, but should be a folder that holds one folder of images a class",
                    folder, Files.exists(folder) ? "a file" : "not there");
        }
        var top = folders(folder);
        boolean divided = top.contains(TRAIN) && (top.size() == 1 || top.contains(TEST));
        if (divided && top.size() > 2) {
            throw UnusableDataException.of(
                    "%s holds train and test, but also %s: move it elsewhere, or bring its images into the two",
                    folder,
                    top.stream()
                            .filter(name -> !name.equals(TRAIN) && !name.equals(TEST))
                            .findFirst()
                            .get());
        }
        var training = divided ? folder.resolve(TRAIN) : folder;
        var classNames = folders(training);
        requireClasses(training, classNames);
        for (String name : classNames) {
            add(training, name, classNames);
        }
        int trainingImages = images.size();
        if (divided && top.contains(TEST)) {
            addTest(folder.resolve(TEST), classNames);
        }
        return new ImageLoading(folder, images, trainingImages, classNames, options).load();
    }

    private static void requireClasses(Path training, List<String> classNames) {
        if (classNames.isEmpty()) {
            int loose = files(training, 1).size();
            throw loose > 0
                    ? UnusableDataException.of(
                            "%s holds no folders, but %,d image%s: put them into one folder a class",
                            training, loose, loose == 1 ? "" : "s")
                    : UnusableDataException.of(
                            "%s holds neither folders nor images: it should hold one folder of images a class",
                            training);
        }
        if (classNames.size() == 1) {
            throw UnusableDataException.of(
                    "%s holds a single class, %s: telling classes apart needs two", training, classNames.getFirst());
        }
    }

    private void addTest(Path test, List<String> classNames) {
        int before = images.size();
        for (String name : folders(test)) {
            if (!classNames.contains(name)) {
                throw UnusableDataException.of(
                        "%s holds the class %s, which %s doesn't: the classes are %s",
                        test, name, folder.resolve(TRAIN), String.join(", ", classNames));
            }
            add(test, name, classNames);
        }
        if (images.size() == before) {
            throw UnusableDataException.of(
                    "%s holds no images in folders of classes: add some, or remove the folder", test);
        }
    }

    private void add(Path parent, String className, List<String> classNames) {
        var found = files(parent.resolve(className), Integer.MAX_VALUE);
        if (found.isEmpty()) {
            throw UnusableDataException.of(
                    "%s holds no images (files named %s): add some, or remove the folder",
                    parent.resolve(className), EXTENSIONS_IN_WORDS);
        }
        int label = classNames.indexOf(className);
        for (Path file : found) {
            images.add(new ImageSource(file, name(folder, file), label));
        }
    }

    /** The names of the folders in {@code parent}. */
    private static List<String> folders(Path parent) {
        try (var entries = Files.list(parent)) {
            return entries.filter(entry -> Files.isDirectory(entry) && !isHidden(parent.relativize(entry)))
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted(BY_CODE_POINTS)
                    .toList();
        } catch (IOException e) {
            throw UnusableDataException.reading(parent, e);
        }
    }

    /**
     * The image files in a folder and in the folders within, by the names that they have, in their order.
     *
     * @throws UnusableDataException if there are none, or the folder can't be read
     */
    public static List<Path> files(Path folder) {
        var found = files(folder, Integer.MAX_VALUE);
        if (found.isEmpty()) {
            throw UnusableDataException.of("%s holds no images (files named %s)", folder, EXTENSIONS_IN_WORDS);
        }
        return found;
    }

    /** The image files in {@code parent}, and in its folders if {@code depth} is above 1. */
    private static List<Path> files(Path parent, int depth) {
        try (var files = Files.walk(parent, depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isImage(file) && Files.isRegularFile(file))
                    .filter(file -> !isHidden(parent.relativize(file)))
                    .sorted(Comparator.comparing(file -> name(parent, file), BY_CODE_POINTS))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw UnusableDataException.reading(parent, e);
        }
    }

    private static boolean isImage(Path file) {
        var name = file.toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether a part of {@code path} is hidden, or what macOS adds to archives. */
    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static String name(Path from, Path file) {
        return StreamSupport.stream(from.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
