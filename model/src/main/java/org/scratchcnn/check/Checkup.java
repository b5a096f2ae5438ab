package org.scratchcnn.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Dataset;
import org.scratchcnn.Model;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.train.ScratchEngines;

/**
 * Looks for what keeps a network from learning. Immutable: each method gives another one. Dropout is left out of all checks.
 *
 * @param network to be checked
 * @param parameters that it begins with
 * @param trained whether they come from a training
 * @param optimizer that is to train it
 * @param data that it is to be trained on; null for random numbers with random targets
 * @param seed of all that is drawn
 * @param engine that computes
 */
public record Checkup(
        NetworkSpec network,
        ParameterSnapshot parameters,
        boolean trained,
        OptimizerSpec optimizer,
        @Nullable Dataset data,
        long seed,
        Engine engine) {

    /** Samples that layers and losses are looked at with, if the layers' outputs for them are not too many. */
    private static final int MOST_SAMPLES = 128;

    private static final int MOST_VALUES = 16_000_000;

    /** Of the generator of random numbers in place of data. */
    private static final long RANDOM_DATA = 1;

    /** A network with the initial parameters of that seed, to be trained by Adam at 0.001, on random numbers. */
    public static Checkup of(NetworkSpec network, long seed) {
        var optimizer = OptimizerSpec.adam(1e-3);
        var initial = ParameterInitializer.draw(
                TrainingSpec.of(network, optimizer, 1, 1).withSeed(seed));
        return new Checkup(network, initial, false, optimizer, null, seed, ScratchEngines.lanes());
    }

    /** A model as it is. */
    public static Checkup of(Model model, long seed) {
        var network = model.network().spec();
        return of(network, seed)
                .withParameters(model.parameters(), !model.history().epochs().isEmpty());
    }

    public Checkup withParameters(ParameterSnapshot newParameters, boolean areTrained) {
        return new Checkup(network, newParameters, areTrained, optimizer, data, seed, engine);
    }

    public Checkup withOptimizer(OptimizerSpec newOptimizer) {
        return new Checkup(network, parameters, trained, newOptimizer, data, seed, engine);
    }

    public Checkup withEngine(Engine newEngine) {
        return new Checkup(network, parameters, trained, optimizer, data, seed, newEngine);
    }

    /**
     * The same on these data.
     *
     * @throws IllegalArgumentException if they don't suit the network, or are fewer than two samples
     */
    public Checkup withData(Dataset newData) {
        int outputs = network.resolve().logits().count();
        if (!newData.shape().equals(network.input()) || newData.outputs() != outputs || newData.size() < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s takes at least two samples of %s with %d classes or values, but the data are %,d of %s with %d",
                    network.name(),
                    network.input(),
                    outputs,
                    newData.size(),
                    newData.shape(),
                    newData.outputs()));
        }
        return new Checkup(network, parameters, trained, optimizer, newData, seed, engine);
    }

    /** All checks, one after the other; those of inputs, classes and labels only with data. */
    public List<Check> run() {
        var checks = new ArrayList<Check>();
        if (data != null) {
            checks.add(DataChecks.inputs(data));
            DataChecks.classes(data).ifPresent(checks::add);
        }
        checks.addAll(StartChecks.run(this));
        checks.addAll(GradientCheck.run(this));
        checks.addAll(LayerCheck.run(this));
        checks.add(OneBatchCheck.run(this));
        checks.add(RateCheck.run(this));
        if (data != null) {
            boolean sound = checks.stream().allMatch(check -> check.status() == Check.Status.FINE);
            LabelCheck.run(this, data)
                    .map(labels -> sound ? labels : labels.noFault("put right first what the other checks found"))
                    .ifPresent(checks::add);
        }
        return List.copyOf(checks);
    }

    /** The first samples that a training would see, or random ones. */
    Batch batch() {
        int most = network.resolve().operations().stream()
                .mapToInt(layer -> layer.output().size())
                .max()
                .orElse(1);
        return batch(Math.clamp(MOST_VALUES / most, 2, MOST_SAMPLES));
    }

    /** So many samples, or all there are. */
    Batch batch(int size) {
        return data == null
                ? randomBatch(size)
                : data.shuffled(Math.min(size, data.size()), seed).epoch(1).next();
    }

    /** Normally distributed inputs with targets that have nothing to do with them. */
    Batch randomBatch(int size) {
        var random = RandomStreams.stream(seed, RANDOM_DATA);
        var inputs = new float[size * network.input().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        int outputs = network.resolve().logits().count();
        return switch (network.loss()) {
            case LossSpec.OfClasses _ -> {
                var labels = new int[size];
                Arrays.setAll(labels, _ -> random.nextInt(outputs));
                yield Batch.labelled(size, inputs, labels);
            }
            case LossSpec.BinaryCrossEntropy _,
                    LossSpec.BinaryCrossEntropyOfProbabilities _,
                    LossSpec.MeanSquaredError _,
                    LossSpec.MeanAbsoluteError _,
                    LossSpec.Huber _,
                    LossSpec.KullbackLeibler _ -> {
                var values = new float[size * outputs];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextInt(2);
                }
                yield new Batch(size, inputs, new Batch.Values(values));
            }
        };
    }

    /** A training without dropout that begins with the parameters. */
    Session open(OptimizerSpec by, int batchSize) {
        var training =
                TrainingSpec.of(network.withoutDropout(), by, batchSize, 1).withSeed(seed);
        return engine.open(training, parameters, EngineOptions.allProcessors());
    }

    /**
     * The parameters, in an untrained network with the statistics of this batch in place of running ones, which have seen
     * no batch yet.
     */
    ParameterSnapshot normalizing(Batch batch) {
        var norms = resolved().operations().stream()
                .filter(layer -> layer.spec() instanceof BatchNorm norm && norm.momentum() > 0)
                .toList();
        if (trained || norms.isEmpty()) {
            return parameters;
        }
        var tensors = new LinkedHashMap<>(parameters.tensors());
        try (var session = open(optimizer, batch.size())) {
            session.step(batch);
            var after = session.snapshot();
            for (var layer : norms) {
                double momentum = ((BatchNorm) layer.spec()).momentum();
                for (var running : layer.state()) {
                    tensors.put(
                            running.name(),
                            taken(parameters.tensor(running.name()), after.tensor(running.name()), momentum));
                }
            }
        }
        return new ParameterSnapshot(tensors);
    }

    /** What has moved a running statistic by such a share. */
    private static Tensor taken(Tensor before, Tensor after, double momentum) {
        var batch = after.copy();
        for (int i = 0; i < batch.values().length; i++) {
            batch.values()[i] = (float) ((after.values()[i] - (1 - momentum) * before.values()[i]) / momentum);
        }
        return batch;
    }

    ResolvedNetwork resolved() {
        return network.withoutDropout().resolve();
    }

    Loss loss() {
        return Loss.of(network.loss(), resolved().logits().count());
    }

    /** The loss of a network that answers 0 to everything, as one does that knows nothing: of classes ln(classes). */
    double lossOfKnowingNothing(Batch batch) {
        var loss = loss();
        return loss.sum(new float[batch.size() * resolved().logits().count()], batch) / loss.weight(batch);
    }

    /** A rate without exponent or zeros at the end, for example {@code 0.001}. */
    static String plain(double rate) {
        return BigDecimal.valueOf(rate)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String place(Operation layer) {
        return "layer " + layer.path() + ", " + layer.spec().describe();
    }
}
