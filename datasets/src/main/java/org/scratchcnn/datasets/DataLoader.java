package org.scratchcnn.datasets;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.PreparedData.Part;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.datasets.file.ImageSetFolder;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.datasets.file.Sha256;
import org.scratchcnn.datasets.generate.DrawnShapes;
import org.scratchcnn.datasets.generate.Noise;
import org.scratchcnn.datasets.generate.Spiral;
import org.scratchcnn.datasets.sample.DrawnSamples;
import org.scratchcnn.datasets.sample.ImageSamples;
import org.scratchcnn.datasets.sample.LabelledSamples;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.datasets.sample.StratifiedSplit;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.ImageSet;

/** Turns the description of a task's data into the data. */
public final class DataLoader {

    private static final System.Logger LOG = System.getLogger(DataLoader.class.getName());

    private final DataRoot root;
    private final StandIn standIn;
    private final Function<ImageSet, PublishedSet> published;

    DataLoader(DataRoot root, StandIn standIn, Function<ImageSet, PublishedSet> published) {
        this.root = root;
        this.standIn = standIn;
        this.published = published;
    }

    /**
     * Reads or draws the data, checks them, and splits them so that every part holds the classes in the set's own
     * proportions.
     *
     * @param root where image sets are looked for
     * @param standIn what happens if an image set isn't there at all; files that are there but broken, or there in part,
     *     are always an error
     * @throws DataException if the data can't be had; the message says what to do
     * @throws IllegalArgumentException if the files hold fewer samples than the description takes
     */
    public static PreparedData load(DataSpec spec, DataRoot root, StandIn standIn) {
        return new DataLoader(root, standIn, PublishedSet::of).load(spec);
    }

    /**
     * Reads the files that {@link #load} would read, and no more: so that a long piece of work does not begin with data
     * that aren't there.
     *
     * @return what is missing and how it is fetched, where drawn shapes will stand in for it
     * @throws DataException if the data can't be had; the message says what to do
     */
    public static Optional<String> check(DataSetSpec dataSet, DataRoot root, StandIn standIn) {
        return new DataLoader(root, standIn, PublishedSet::of).check(dataSet);
    }

    private Optional<String> check(DataSetSpec dataSet) {
        return switch (dataSet) {
            case DataSetSpec.Spiral _, DataSetSpec.Noise _ -> Optional.empty();
            case DataSetSpec.Images images -> {
                var folder = folder(images.set());
                if (folder.read() != null) {
                    yield Optional.empty();
                }
                if (standIn == StandIn.REFUSED) {
                    throw folder.missing();
                }
                yield Optional.of(String.valueOf(folder.missing().getMessage()));
            }
        };
    }

    private ImageSetFolder folder(ImageSet set) {
        return new ImageSetFolder(published.apply(set), root.folder(set));
    }

    PreparedData load(DataSpec spec) {
        return switch (spec.dataSet()) {
            case DataSetSpec.Spiral spiral -> drawn(spec, Spiral.draw(spiral), "Spiral", "points");
            case DataSetSpec.Noise noise -> drawn(spec, Noise.draw(noise), "Noise", "samples");
            case DataSetSpec.Images images -> images(spec, images.set());
        };
    }

    private static PreparedData drawn(DataSpec spec, DrawnSamples samples, String name, String content) {
        int[][] parts = split(samples, spec, spec.training(), spec.validation(), spec.test());
        return prepared(
                spec,
                new Part(samples, parts[0]),
                new Part(samples, parts[1]),
                new Part(samples, parts[2]),
                name,
                Origin.GENERATED,
                new TreeMap<>(Map.of(content, sha256(samples))));
    }

    private PreparedData images(DataSpec spec, ImageSet set) {
        var folder = folder(set);
        var stored = folder.read();
        if (stored != null) {
            return images(spec, set, stored.training(), stored.test(), stored.origin(), stored.sha256());
        }
        MissingDataException missing = folder.missing();
        return switch (standIn) {
            case REFUSED -> throw missing;
            case ALLOWED -> {
                LOG.log(Level.WARNING, "Drawn shapes stand in. " + missing.getMessage());
                var training = DrawnShapes.training(set);
                var test = DrawnShapes.test(set);
                var digests = new TreeMap<String, String>();
                digests.put("drawn training images", sha256(training));
                digests.put("drawn test images", sha256(test));
                yield images(spec, set, training, test, Origin.STAND_IN, digests);
            }
        };
    }

    private static PreparedData images(
            DataSpec spec,
            ImageSet set,
            LabelledImages trainingImages,
            LabelledImages testImages,
            Origin origin,
            SortedMap<String, String> sha256) {
        var training = new ImageSamples(trainingImages, set, spec.scaling(), spec.border());
        var test = new ImageSamples(testImages, set, spec.scaling(), spec.border());
        int[][] trainingParts = split(training, spec, spec.training(), spec.validation());
        int[][] testParts = split(test, spec, spec.test());
        return prepared(
                spec,
                new Part(training, trainingParts[0]),
                new Part(training, trainingParts[1]),
                new Part(test, testParts[0]),
                set.title(),
                origin,
                sha256);
    }

    private static int[][] split(LabelledSamples samples, DataSpec spec, int... sizes) {
        return StratifiedSplit.split(
                samples, spec.dataSet().classes(), RandomStreams.forSplit(spec.orderSeed()), sizes);
    }

    private static PreparedData prepared(
            DataSpec spec,
            Part training,
            Part validation,
            Part test,
            String name,
            Origin origin,
            SortedMap<String, String> sha256) {
        var fingerprint = new DataFingerprint(name, origin, sha256, spec.training(), spec.validation(), spec.test());
        return new PreparedData(spec.dataSet().classes(), spec.orderSeed(), training, validation, test, fingerprint);
    }

    /** Of all pixels, and then each class as one byte. */
    private static String sha256(LabelledImages images) {
        var classes = new byte[images.count()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) images.labels()[i];
        }
        return Sha256.of(images.pixels(), classes);
    }

    /** Of each sample's values and class, big-endian. */
    private static String sha256(DrawnSamples samples) {
        int size = samples.shape().size();
        var bytes = ByteBuffer.allocate(Math.multiplyExact(samples.count(), size * Float.BYTES + Integer.BYTES));
        for (int i = 0; i < samples.count(); i++) {
            for (int j = 0; j < size; j++) {
                bytes.putFloat(samples.values()[i * size + j]);
            }
            bytes.putInt(samples.label(i));
        }
        return Sha256.of(bytes.array());
    }
}
