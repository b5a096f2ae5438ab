package org.scratchcnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.train.Classifier;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.train.TrainingDivergedException;

/**
 * A network with its weights: trained, evaluated, asked, saved.
 *
 * <p>Threads may share a model. They take turns in {@link #predict} and {@link #evaluate}, which answer by the weights of the
 * last epoch that was completed; a second {@link #fit} while one is going on is refused.
 */
public final class Model implements AutoCloseable {

    /** Of the largest batch that is asked at once. */
    private static final int BATCH = 64;

    private final Network network;
    private final int outputs;
    private final long seed;
    private final AtomicBoolean training = new AtomicBoolean();
    private volatile boolean stopped;

    /** What follows is read and written by one thread at a time. */
    private ModelState state;

    private @Nullable InferenceSession inference;
    private boolean closed;

    private Model(Network network, long seed, ModelState state) {
        this.network = network;
        this.outputs = network.spec().resolve().logits().count();
        this.seed = seed;
        this.state = state;
    }

    /** An untrained model, with seed 1. */
    public static Model create(Network network) {
        return create(network, 1);
    }

    /** An untrained model, with PyTorch's usual initial weights. */
    public static Model create(Network network, long seed) {
        return create(network, seed, Initialization.DEFAULT);
    }

    /**
     * An untrained model.
     *
     * @param seed of the initial weights, dropout, and the order of samples; the same seed gives the same bits
     * @param initialization of the weights
     * @throws IllegalArgumentException if the network has not what the initialization takes
     */
    public static Model create(Network network, long seed, Initialization initialization) {
        return new Model(network, seed, ModelState.untrained(initialization.draw(network, seed)));
    }

    /**
     * The model in a file that {@link #save} or {@link #saveCheckpoint} wrote.
     *
     * @throws IOException if the file can't be read, or holds no model; the message says what is wrong with it
     */
    public static Model load(Path file) throws IOException {
        var stored = ModelFile.read(file);
        return new Model(new Network(stored.network()), stored.seed(), stored.state());
    }

    public Network network() {
        return network;
    }

    /** Of the initial weights, dropout, and the order of samples. */
    public long seed() {
        return seed;
    }

    /** The names of the classes by output; empty for an untrained model, and for one that gives values. */
    public synchronized List<String> classNames() {
        return state.classNames();
    }

    /** How image files become inputs; empty if the model was not trained on images. */
    public synchronized Optional<ImageInput> input() {
        return Optional.ofNullable(state.input());
    }

    /** What the model was last trained on; empty if it is untrained. */
    public synchronized Optional<DataSource> trainedOn() {
        return Optional.ofNullable(state.data());
    }

    /** How it was last trained, to go on like that; empty if it was not, or was saved without what that takes. */
    public synchronized Optional<Fit> settings() {
        return Optional.ofNullable(state.progress())
                .map(progress -> progress.settings().fit());
    }

    /** What each epoch came to, since the model was created. */
    public synchronized History history() {
        return state.history();
    }

    /** A copy of the weights and of batch normalizations' running statistics, by name. */
    public synchronized ParameterSnapshot parameters() {
        return state.parameters().copy();
    }

    /**
     * Trains for some more epochs, and goes on where the last training ended: with what its optimizer remembers, and within an
     * epoch that was stopped, if all settings but epochs, threads and listener are the same, and the data. So a training
     * in two goes gives the same bits as one in one go. With other settings the optimizer begins anew.
     *
     * @param settings changes {@link Fit#DEFAULT}, for example {@code fit -> fit.epochs(5).batchSize(64)}
     * @return what all epochs came to, since the model was created
     * @throws IllegalArgumentException if the data don't suit the network, before anything is trained
     * @throws IllegalStateException if another thread is training this model
     * @throws TrainingDivergedException if a loss or a weight is infinite or not a number; the model is then as it was after
     *     the last epoch
     */
    public History fit(Dataset data, UnaryOperator<Fit> settings) {
        var fit = settings.apply(Fit.DEFAULT);
        if (!training.compareAndSet(false, true)) {
            throw new IllegalStateException("This model is being trained already");
        }
        try {
            ModelState before;
            synchronized (this) {
                requireOpen();
                requireSuitable(data);
                before = state;
            }
            new Training(network, seed, before, known(data, before), fit, this::become, () -> stopped).run();
            return history();
        } finally {
            stopped = false;
            training.set(false);
        }
    }

    /** {@link #fit(Dataset, UnaryOperator)} with {@link Fit#DEFAULT}. */
    public History fit(Dataset data) {
        return fit(data, fit -> fit);
    }

    /** The data with labels as this model counts them, if it does already. */
    private static Dataset known(Dataset data, ModelState state) {
        return state.classNames().isEmpty() ? data : data.relabelled(state.classNames());
    }

    /**
     * Ends a {@link #fit} that is going on, after the batch that it is at, or else the next one before its first batch; any
     * thread may call it.
     */
    public void stop() {
        stopped = true;
    }

    private synchronized void become(ModelState newState) {
        state = newState;
        closeInference();
    }

    private void requireSuitable(Dataset data) {
        var spec = network.spec();
        if (!data.shape().equals(spec.input())) {
            throw new IllegalArgumentException(
                    "The data are of %s, but %s takes %s".formatted(data.shape(), spec.name(), spec.input()));
        }
        if (data.classNames().isEmpty() && spec.loss() instanceof LossSpec.OfClasses) {
            throw new IllegalArgumentException(
                    "The data have values as targets, but %s tells classes apart; for values give it another loss, such as %s"
                            .formatted(spec.name(), "MEAN_SQUARED_ERROR"));
        }
        if (!state.classNames().isEmpty() && !data.classNames().isEmpty()) {
            data.relabelled(state.classNames());
            return;
        }
        if (data.outputs() != outputs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The data have %d %s, but %s has %d outputs",
                    data.outputs(),
                    data.classNames().isEmpty() ? "values a sample" : "classes",
                    spec.name(),
                    outputs));
        }
    }

    /**
     * Loss and accuracy, and what is confused with what; for a model that gives values, its errors.
     *
     * @throws IllegalArgumentException if the data don't suit the model
     * @throws IllegalStateException if the network answers with what is not a number
     */
    public synchronized Evaluation evaluate(Dataset data) {
        requireSuitable(data);
        var known = known(data, state);
        return Evaluating.evaluate(classifier(), network.spec(), known.inOrder(BATCH), known.classNames());
    }

    /**
     * What the model says of one sample.
     *
     * @param sample {@code [C, H, W]} or {@code [F]}, row-major, prepared as in training
     * @throws IllegalArgumentException if it has too few values, or too many
     * @throws IllegalStateException if the network answers with what is not a number
     */
    public Prediction predict(float[] sample) {
        var input = network.spec().input();
        if (sample.length != input.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "A sample of %s has %d values, but was given %d", input, input.size(), sample.length));
        }
        return predict(sample, 1).getFirst();
    }

    /**
     * What the model says of an image file, which is prepared as the training's images were.
     *
     * @throws DataException if the file can't be read, or is no image
     * @throws IllegalStateException if the model was not trained on images, so that it does not know how to prepare one
     */
    public Prediction predict(Path image) {
        return predict(prepare(image));
    }

    /**
     * An image file as the network's input, {@code [C, H, W]}, prepared as the training's images were.
     *
     * @throws DataException if the file can't be read, or is no image
     * @throws IllegalStateException if the model was not trained on images, so that it does not know how to prepare one
     */
    public float[] prepare(Path image) {
        return ImageData.read(
                image,
                input().orElseThrow(() -> new IllegalStateException(
                        "This model was not trained on images, so it can't prepare %s; give it an array of %s"
                                .formatted(image, network.spec().input()))));
    }

    /**
     * What the model says of each sample.
     *
     * @throws IllegalArgumentException if the data don't suit the model
     * @throws IllegalStateException if the network answers with what is not a number
     */
    public synchronized List<Prediction> predict(Dataset data) {
        requireSuitable(data);
        var predictions = new ArrayList<Prediction>();
        for (var batches = data.inOrder(BATCH).epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            predictions.addAll(predict(batch.inputs(), batch.size()));
        }
        return predictions;
    }

    private synchronized List<Prediction> predict(float[] samples, int count) {
        float[] logits = classifier().logits(samples, count);
        var predictions = new ArrayList<Prediction>();
        for (int n = 0; n < count; n++) {
            predictions.add(
                    Prediction.of(logits, n * outputs, outputs, network.spec().loss(), state.classNames()));
        }
        return predictions;
    }

    /**
     * This model with its present weights, for images larger than those it was trained on: it says what it sees at each place
     * of one, as if each crop were asked by itself, in one pass. Where layers pad, a place sees its neighbours instead of
     * zeros.
     *
     * @param height of the images, at least that of the model's own
     * @param width likewise
     * @throws IllegalArgumentException if the images are too small
     * @throws InvalidNetworkException if the network has no convolutional form
     */
    public synchronized SlidingModel slideOver(int height, int width) {
        requireOpen();
        return SlidingModel.of(network.spec(), state.parameters(), state.classNames(), height, width);
    }

    private Classifier classifier() {
        requireOpen();
        var open = inference;
        if (open == null) {
            open = ScratchEngines.lanes()
                    .openForInference(network.spec(), state.parameters(), BATCH, EngineOptions.allProcessors());
            inference = open;
        }
        return new Classifier(open, network.spec());
    }

    /**
     * Writes the model to a file; one of that name is replaced only once the new one is whole.
     *
     * @throws IOException if it can't be written; then what was there before still is
     */
    public void save(Path file) throws IOException {
        ModelFile.write(file, stored().withoutProgress());
    }

    /**
     * {@link #save}, with all that a later {@link #fit} needs to go on with the same bits: the optimizer's state and the
     * position in the data. The file is up to three times as large.
     *
     * @throws IOException if it can't be written; then what was there before still is
     */
    public void saveCheckpoint(Path file) throws IOException {
        ModelFile.write(file, stored());
    }

    private synchronized ModelFile stored() {
        return new ModelFile(network.spec(), seed, state);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This model is closed");
        }
    }

    private void closeInference() {
        if (inference != null) {
            inference.close();
            inference = null;
        }
    }

    /** Stops what is being trained, and releases threads and memory. */
    @Override
    public void close() {
        stop();
        synchronized (this) {
            closed = true;
            closeInference();
        }
    }
}
