package org.scratchcnn.pytorch;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.pytorch.LayerOperations.Mode;

/** A built network, trained as PyTorch's examples do, but fed from reused tensors instead of a data loader. */
final class PyTorchSession implements Session {

    private final String engine;
    private final TrainingSpec training;
    private final TensorKind kind;
    private final Network network;
    private final Map<Integer, BatchTensors> tensors = new HashMap<>();
    private ScheduledOptimizer optimizer;
    private boolean hasGradients;
    private boolean closed;

    PyTorchSession(String engine, TrainingSpec training, TensorKind kind, ParameterSnapshot initial) {
        this.engine = engine;
        this.training = training;
        this.kind = kind;
        this.network = new Network(training, kind);
        this.optimizer = new ScheduledOptimizer(training, network.trained());
        restore(initial);
    }

    @Override
    public double step(Batch batch) {
        var buffer = tensors(batch);
        try (var _ = new PointerScope()) {
            double loss = backward(batch, buffer, Mode.STEP);
            optimizer.step();
            return loss;
        }
    }

    @Override
    public double computeGradients(Batch batch) {
        var buffer = tensors(batch);
        try (var _ = new PointerScope()) {
            double loss = backward(batch, buffer, Mode.GRADIENTS);
            hasGradients = true;
            return loss;
        }
    }

    private double backward(Batch batch, BatchTensors buffer, Mode mode) {
        var inputs = buffer.inputs(batch);
        var targets = buffer.targets(batch);
        training.requireStatistics(network.description(), batch.size());
        hasGradients = false;
        optimizer.forgetGradients();
        var loss = network.loss(inputs, targets, mode);
        loss.backward();
        return loss.item_double();
    }

    @Override
    public void logits(Batch batch, float[] logits) {
        var buffer = tensors(batch);
        int outputs = network.description().logits().count();
        batch.requireRoom(logits, outputs);
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            Tensors.read(network.logits(buffer.inputs(batch), Mode.EVALUATION), logits, batch.size() * outputs);
        }
    }

    @Override
    public ParameterSnapshot gradients() {
        requireOpen();
        if (!hasGradients) {
            throw new IllegalStateException(
                    "There are no gradients: call computeGradients first; step and restore discard them");
        }
        return network.gradients();
    }

    @Override
    public ParameterSnapshot snapshot() {
        requireOpen();
        return network.snapshot();
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {
        requireOpen();
        network.restore(snapshot);
        optimizer.close();
        optimizer = new ScheduledOptimizer(training, network.trained());
        // Dropout draws from PyTorch's one generator for the CPU.
        torch.manual_seed(training.seed());
        hasGradients = false;
    }

    @Override
    public EngineFacts facts() {
        requireOpen();
        var facts = RunningPyTorch.facts();
        facts.put("memory format", network.memoryFormat());
        return new EngineFacts(engine, facts);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            optimizer.close();
            tensors.values().forEach(BatchTensors::close);
            network.close();
        }
    }

    /** Not within a step's scope, which would end their lives with it. */
    private BatchTensors tensors(Batch batch) {
        requireOpen();
        return tensors.computeIfAbsent(batch.size(), size -> new BatchTensors(size, network.description(), kind));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This session is closed");
        }
    }
}
