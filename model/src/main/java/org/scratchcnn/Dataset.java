package org.scratchcnn;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.file.Sha256;
import org.scratchcnn.datasets.sample.DrawnSamples;
import org.scratchcnn.datasets.sample.GatheredBatches;
import org.scratchcnn.datasets.sample.LabelledSamples;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.datasets.sample.Samples;
import org.scratchcnn.datasets.sample.Shuffle;
import org.scratchcnn.datasets.sample.StratifiedSplit;
import org.scratchcnn.datasets.sample.ValuedSamples;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.network.Shape;

/**
 * Some samples with what a network should say of each: a class, or values. Safe for use by several threads at once, as long
 * as nobody changes the arrays that it was made of.
 */
public final class Dataset {

    private final Samples samples;
    private final int[] members;
    private final List<String> classNames;
    private final @Nullable ImageInput input;
    private final DataSource source;

    Dataset(Samples samples, int[] members, List<String> classNames, @Nullable ImageInput input, DataSource source) {
        this.samples = samples;
        this.members = members;
        this.classNames = List.copyOf(classNames);
        this.input = input;
        this.source = source;
    }

    /**
     * Samples with a class each.
     *
     * @param inputs {@code [N, C, H, W]} or {@code [N, F]}, row-major; not copied
     * @param labels {@code [N]}, from 0; not copied
     * @param classNames by label
     * @throws IllegalArgumentException if there are too few inputs, or a label is no class
     */
    public static Dataset labelled(Shape shape, float[] inputs, int[] labels, List<String> classNames) {
        requireInputs(shape, inputs, labels.length);
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] < 0 || labels[n] >= classNames.size()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Sample %d has the label %d, but there are %d classes, so labels must be 0 to %d",
                        n,
                        labels[n],
                        classNames.size(),
                        classNames.size() - 1));
            }
        }
        return new Dataset(
                new DrawnSamples(shape, inputs, labels),
                IntStream.range(0, labels.length).toArray(),
                classNames,
                null,
                arrays(inputs, IntBuffer.wrap(labels)));
    }

    /**
     * Samples with values as targets, for regression.
     *
     * @param inputs {@code [N, C, H, W]} or {@code [N, F]}, row-major; not copied
     * @param outputs values a sample
     * @param targets {@code [N, outputs]}, row-major; not copied
     * @throws IllegalArgumentException if there are not as many inputs and targets as samples need
     */
    public static Dataset values(Shape shape, float[] inputs, int outputs, float[] targets) {
        if (outputs < 1 || targets.length % outputs != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d targets are no whole number of samples of %d values", targets.length, outputs));
        }
        int count = targets.length / outputs;
        requireInputs(shape, inputs, count);
        return new Dataset(
                new ValuesInArrays(shape, inputs, outputs, targets),
                IntStream.range(0, count).toArray(),
                List.of(),
                null,
                arrays(inputs, FloatBuffer.wrap(targets)));
    }

    private static DataSource arrays(float[] inputs, Buffer targets) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, Math.addExact(inputs.length, targets.limit())));
        bytes.asFloatBuffer().put(inputs);
        bytes.position(Float.BYTES * inputs.length);
        switch (targets) {
            case IntBuffer labels -> bytes.asIntBuffer().put(labels);
            case FloatBuffer values -> bytes.asFloatBuffer().put(values);
            default -> throw new IllegalStateException("Targets are labels or values, but found " + targets);
        }
        return new DataSource("arrays", new TreeMap<>(Map.of("content", Sha256.of(bytes.array()))));
    }

    private static void requireInputs(Shape shape, float[] inputs, int count) {
        if (count == 0 || inputs.length != (long) count * shape.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d samples of %s need %d input values, but there are %d",
                    count,
                    shape,
                    (long) count * shape.size(),
                    inputs.length));
        }
    }

    private record ValuesInArrays(Shape shape, float[] inputs, int outputs, float[] targets) implements ValuedSamples {

        @Override
        public int count() {
            return targets.length / outputs;
        }

        @Override
        public void copyTo(int sample, float[] into, int offset) {
            System.arraycopy(inputs, sample * shape.size(), into, offset, shape.size());
        }

        @Override
        public void copyTargets(int sample, float[] into, int offset) {
            System.arraycopy(targets, sample * outputs, into, offset, outputs);
        }
    }

    /** How many samples there are. */
    public int size() {
        return members.length;
    }

    /** The shape of one sample. */
    public Shape shape() {
        return samples.shape();
    }

    /** The names of the classes by label; empty where targets are values. */
    public List<String> classNames() {
        return classNames;
    }

    /** What a network for these data must have as outputs: one a class, or one a value. */
    public int outputs() {
        return samples instanceof ValuedSamples valued ? valued.outputs() : classNames.size();
    }

    /** How image files become such samples; empty if these come from none. */
    public Optional<ImageInput> input() {
        return Optional.ofNullable(input);
    }

    /** Where the data came from. */
    public DataSource source() {
        return source;
    }

    /** SHA-256 of the content and of which samples of it these are, so that a training knows its data again. */
    String fingerprint() {
        var chosen = ByteBuffer.allocate(Integer.BYTES * members.length);
        chosen.asIntBuffer().put(members);
        return Sha256.of(source.sha256().toString().getBytes(StandardCharsets.UTF_8), chosen.array());
    }

    /**
     * The same samples with labels that count other names of classes.
     *
     * @param names with all of these data's among them
     * @throws IllegalArgumentException if a class of these data is not among them
     */
    Dataset relabelled(List<String> names) {
        if (names.equals(classNames)) {
            return this;
        }
        var unknown = classNames.stream().filter(name -> !names.contains(name)).toList();
        if (!(samples instanceof LabelledSamples labelled) || !unknown.isEmpty()) {
            throw new IllegalArgumentException("The data have the classes %s, but the model knows %s and not %s"
                    .formatted(classNames, names, unknown));
        }
        int[] labels = classNames.stream().mapToInt(names::indexOf).toArray();
        return new Dataset(new Relabelled(labelled, labels), members, names, input, source);
    }

    private record Relabelled(LabelledSamples samples, int[] labels) implements LabelledSamples {

        @Override
        public int count() {
            return samples.count();
        }

        @Override
        public Shape shape() {
            return samples.shape();
        }

        @Override
        public int label(int sample) {
            return labels[samples.label(sample)];
        }

        @Override
        public void copyTo(int sample, float[] into, int offset) {
            samples.copyTo(sample, into, offset);
        }
    }

    /** One sample, {@code [C, H, W]} or {@code [F]}, row-major. */
    public float[] sample(int index) {
        var sample = new float[shape().size()];
        samples.copyTo(members[index], sample, 0);
        return sample;
    }

    /**
     * The class of one sample, from 0.
     *
     * @throws IllegalStateException if targets are values
     */
    public int label(int index) {
        return switch (samples) {
            case LabelledSamples labelled -> labelled.label(members[index]);
            default -> throw new IllegalStateException("These samples have values as targets, no classes");
        };
    }

    /**
     * Two parts of the samples, with the classes in equal proportion.
     *
     * @param rest what is not held back
     * @param held the share that is held back
     */
    public record Split(Dataset rest, Dataset held) {}

    /**
     * Holds a share of the samples back, such as for validation.
     *
     * @param share above 0 and below 1
     * @param seed of the choice
     * @throws IllegalArgumentException if one of the parts would be empty
     */
    public Split split(double share, long seed) {
        int held = (int) Math.round(share * size());
        if (!(share > 0 && share < 1) || held == 0 || held == size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A share of %s of %d samples leaves nothing on one side; it must be above 0 and below 1, and large enough for a sample",
                    share,
                    size()));
        }
        int[][] parts =
                samples instanceof LabelledSamples labelled ? stratified(labelled, held, seed) : random(held, seed);
        return new Split(with(parts[1]), with(parts[0]));
    }

    private int[][] stratified(LabelledSamples labelled, int held, long seed) {
        var chosen = new DrawnSamples(
                Shape.features(1),
                new float[size()],
                Arrays.stream(members).map(labelled::label).toArray());
        int[][] parts =
                StratifiedSplit.split(chosen, classNames.size(), RandomStreams.forSplit(seed), held, size() - held);
        for (int[] part : parts) {
            Arrays.setAll(part, i -> members[part[i]]);
        }
        return parts;
    }

    private int[][] random(int held, long seed) {
        int[] order = members.clone();
        Shuffle.shuffle(order, RandomStreams.forSplit(seed));
        var parts = new int[][] {Arrays.copyOf(order, held), Arrays.copyOfRange(order, held, order.length)};
        Arrays.sort(parts[0]);
        Arrays.sort(parts[1]);
        return parts;
    }

    private Dataset with(int[] newMembers) {
        return new Dataset(samples, newMembers, classNames, input, source);
    }

    /** Batches that every epoch shuffles anew, in a way that depends on seed and epoch alone. */
    public BatchSource shuffled(int batchSize, long seed) {
        return switch (samples) {
            case LabelledSamples labelled ->
                GatheredBatches.shuffled(labelled, classNames.size(), members, batchSize, seed);
            case ValuedSamples valued -> GatheredBatches.shuffled(valued, members, batchSize, seed);
            default -> throw new IllegalStateException("Samples have labels or values, but found " + samples);
        };
    }

    /** Batches in the order of the samples. */
    public BatchSource inOrder(int batchSize) {
        return switch (samples) {
            case LabelledSamples labelled -> GatheredBatches.inOrder(labelled, classNames.size(), members, batchSize);
            case ValuedSamples valued -> GatheredBatches.inOrder(valued, members, batchSize);
            default -> throw new IllegalStateException("Samples have labels or values, but found " + samples);
        };
    }
}
