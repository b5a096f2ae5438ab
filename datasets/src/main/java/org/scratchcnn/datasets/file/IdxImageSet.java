package org.scratchcnn.datasets.file;

import static org.scratchcnn.datasets.file.PublishedSet.TEST_IMAGES;
import static org.scratchcnn.datasets.file.PublishedSet.TEST_LABELS;
import static org.scratchcnn.datasets.file.PublishedSet.TRAINING_IMAGES;
import static org.scratchcnn.datasets.file.PublishedSet.TRAINING_LABELS;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.ImageSet;

/** MNIST and its like: four files in IDX format, each plain or gzip, under any of the names that it goes by. */
final class IdxImageSet {

    private static final List<String> NAMES = List.of(TRAINING_IMAGES, TRAINING_LABELS, TEST_IMAGES, TEST_LABELS);

    private final PublishedSet published;
    private final Map<String, DataFile> files;

    private IdxImageSet(PublishedSet published, Map<String, DataFile> files) {
        this.published = published;
        this.files = files;
    }

    /**
     * Reads the set from {@code folder}.
     *
     * @return null if none of its files is there
     * @throws MissingDataException if some of its files are there, but not all
     */
    static @Nullable StoredImageSet read(PublishedSet published, Path folder) {
        var files = new LinkedHashMap<String, DataFile>();
        for (String name : NAMES) {
            var file = DataFile.find(folder, published.file(name).names());
            if (file != null) {
                files.put(name, file);
            }
        }
        if (files.isEmpty()) {
            return null;
        }
        for (String name : NAMES) {
            if (!files.containsKey(name)) {
                throw missing(
                        published,
                        folder,
                        name,
                        String.format(Locale.ROOT, " in part (%d of its 4 files are there)", files.size()));
            }
        }
        return new IdxImageSet(published, files).read();
    }

    static MissingDataException missing(PublishedSet published, Path folder) {
        return missing(published, folder, NAMES.getFirst(), "");
    }

    private static MissingDataException missing(PublishedSet published, Path folder, String name, String found) {
        var file = published.file(name);
        return new MissingDataException(
                published, folder, name + " or " + name + ".gz", DataFile.size(file.bytes()) + " unpacked", found);
    }

    private StoredImageSet read() {
        var sha256 = new TreeMap<String, String>();
        var training = read(TRAINING_IMAGES, TRAINING_LABELS, sha256);
        var test = read(TEST_IMAGES, TEST_LABELS, sha256);
        boolean official = sha256.entrySet().stream()
                .allMatch(entry -> published.file(entry.getKey()).sha256().equals(entry.getValue()));
        return new StoredImageSet(
                training, test, sha256, official ? Origin.OFFICIAL : Origin.NOT_OFFICIAL, files.values());
    }

    private LabelledImages read(String imagesName, String labelsName, Map<String, String> sha256) {
        ImageSet set = published.set();
        var labelsFile = file(labelsName);
        var labels = IdxFile.read(labelsFile);
        sha256.put(labelsName, labels.sha256());
        var classes = new int[labels.values().length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Byte.toUnsignedInt(labels.values()[i]);
            if (classes[i] >= set.classNames().size()) {
                throw new MalformedDataException(
                        labelsFile.path(),
                        "label " + i,
                        "a class from 0 to " + (set.classNames().size() - 1),
                        String.valueOf(classes[i]));
            }
        }

        var imagesFile = file(imagesName);
        var shape = set.imageShape();
        var images = IdxFile.read(imagesFile, shape.height(), shape.width());
        sha256.put(imagesName, images.sha256());
        int imageCount = images.values().length / shape.size();
        if (imageCount != classes.length) {
            throw new MalformedDataException(
                    labelsFile.path(),
                    "byte 4",
                    String.format(
                            Locale.ROOT,
                            "as many labels as there are images in %s, %,d",
                            imagesFile.path(),
                            imageCount),
                    String.format(Locale.ROOT, "%,d", classes.length));
        }
        return new LabelledImages(shape, images.values(), classes);
    }

    private DataFile file(String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalStateException("Not looked for: " + name);
        }
        return file;
    }
}
