package org.scratchcnn.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.TrainingSpec;

/** What an engine computes from drawn parameters and batches, which are the same bits in every process. */
final class Computation {

    private static final int STEPS = 3;

    private Computation() {}

    /** Logits and loss before training, gradients, and all that is kept after some steps. */
    static WorkerEvent.Computed of(Engine engine, TrainingSpec training, EngineOptions options) {
        var name = training.network().name();
        if (engine.supports(training) instanceof Support.No(var reason)) {
            return new WorkerEvent.Computed(name, reason, Map.of());
        }
        var tensors = new LinkedHashMap<String, float[]>();
        var random = new SplittableRandom(training.seed());
        try (var session = engine.open(training, drawn(training, random), options)) {
            var batch = batch(training, random);
            var logits = new float
                    [batch.size() * training.network().resolve().logits().count()];
            session.logits(batch, logits);
            tensors.put("logits", logits);
            tensors.put("loss", new float[] {(float) session.computeGradients(batch)});
            put(session.gradients(), "gradient of ", tensors);
            train(session, training, random);
            put(session.snapshot(), "after steps, ", tensors);
        }
        return new WorkerEvent.Computed(name, null, tensors);
    }

    private static void train(Session session, TrainingSpec training, RandomGenerator random) {
        for (int step = 0; step < STEPS; step++) {
            session.step(batch(training, random));
        }
    }

    private static void put(ParameterSnapshot snapshot, String prefix, Map<String, float[]> tensors) {
        snapshot.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor.values()));
    }

    /** Values in [−1, 1), and labels among the network's outputs, or values in [0, 1) for a loss that takes such. */
    private static Batch batch(TrainingSpec training, RandomGenerator random) {
        var network = training.network().resolve();
        int size = training.batchSize();
        var inputs = new float[size * network.input().size()];
        fill(inputs, 0, 1, random);
        int outputs = network.logits().count();
        if (training.network().loss() instanceof LossSpec.OfClasses) {
            return Batch.labelled(size, inputs, random.ints(size, 0, outputs).toArray());
        }
        var targets = new float[size * outputs];
        fill(targets, 0.5f, 0.5f, random);
        return new Batch(size, inputs, new Batch.Values(targets));
    }

    /** Initial parameters, but that normalization has scales, shifts and running statistics as after some training. */
    private static ParameterSnapshot drawn(TrainingSpec training, RandomGenerator random) {
        var initial = ParameterInitializer.draw(training);
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var spec : training.network().resolve().tensors()) {
            tensors.put(spec.name(), drawn(spec, initial.tensor(spec.name()), random));
        }
        return new ParameterSnapshot(tensors);
    }

    private static Tensor drawn(ParameterSpec spec, Tensor initial, RandomGenerator random) {
        float[] values = initial.values().clone();
        switch (spec.role()) {
            case WEIGHT -> {}
            case BIAS, SHIFT, RUNNING_MEAN -> fill(values, 0, 0.5f, random);
            case SCALE, RUNNING_VARIANCE -> fill(values, 1, 0.5f, random);
        }
        return new Tensor(spec.shape(), values);
    }

    private static void fill(float[] values, float middle, float reach, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = middle + reach * (2 * random.nextFloat() - 1);
        }
    }
}
