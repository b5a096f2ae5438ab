package org.scratchcnn.dl4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.TrainingSpec;

/** A built network, trained as Deeplearning4j's examples do, but fed from reused native arrays instead of an iterator. */
final class Dl4jSession implements Session {

    private final String engine;
    private final NetworkConfiguration configuration;
    private final ComputationGraph network;
    private final TrainingSpec training;
    private final RunningVariances variances;
    private final Map<Integer, BatchBuffers> buffers = new HashMap<>();
    private int samplesOfGradients;
    private boolean closed;

    Dl4jSession(
            String engine,
            NetworkConfiguration configuration,
            ComputationGraph network,
            ParameterSnapshot initial,
            TrainingSpec training) {
        this.engine = engine;
        this.configuration = configuration;
        this.network = network;
        this.training = training;
        this.variances = new RunningVariances(configuration, network);
        restore(initial);
    }

    @Override
    public double step(Batch batch) {
        var buffer = buffers(batch);
        training.requireStatistics(configuration.network(), batch.size());
        samplesOfGradients = 0;
        var inputs = new INDArray[] {buffer.inputs(batch)};
        var targets = new INDArray[] {buffer.targets(batch)};
        variances.holdForStepsOf(batch.size());
        network.fit(inputs, targets);
        return network.score();
    }

    @Override
    public void logits(Batch batch, float[] logits) {
        var buffer = buffers(batch);
        int outputs = configuration.network().logits().count();
        batch.requireRoom(logits, outputs);
        variances.holdAsDescribed();
        // The loss layer has no activation, so the network's output are its logits.
        try (var output = network.outputSingle(false, buffer.inputs(batch)).dup('c')) {
            ((FloatPointer) output.data().pointer()).get(logits, 0, batch.size() * outputs);
        }
    }

    @Override
    public double computeGradients(Batch batch) {
        var buffer = buffers(batch);
        training.requireStatistics(configuration.network(), batch.size());
        network.setInput(0, buffer.inputs(batch));
        network.setLabels(buffer.targets(batch));
        network.computeGradientAndScore();
        samplesOfGradients = batch.size();
        return network.score();
    }

    @Override
    public ParameterSnapshot gradients() {
        requireOpen();
        if (samplesOfGradients == 0) {
            throw new IllegalStateException(
                    "There are no gradients: call computeGradients first; step and restore discard them");
        }
        return read(ParameterPlace::isTrained, place -> place.gradient(network, samplesOfGradients));
    }

    @Override
    public ParameterSnapshot snapshot() {
        requireOpen();
        variances.holdAsDescribed();
        return read(_ -> true, place -> place.get(network));
    }

    private ParameterSnapshot read(Predicate<ParameterPlace> places, Function<ParameterPlace, Tensor> reader) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var place : configuration.parameters()) {
            if (places.test(place)) {
                tensors.put(place.parameter().name(), reader.apply(place));
            }
        }
        return new ParameterSnapshot(tensors);
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {
        requireOpen();
        snapshot.requireMatch(configuration.network().tensors());
        for (var place : configuration.parameters()) {
            place.set(network, snapshot.tensor(place.parameter().name()));
        }
        variances.wereSet();
        var optimizerState = network.getUpdater().getStateViewArray();
        if (optimizerState != null) {
            // Where all optimizers that can be described begin.
            optimizerState.assign(0);
        }
        var counts = network.getConfiguration();
        counts.setIterationCount(0);
        counts.setEpochCount(0);
        // Dropout draws from ND4J's one generator.
        Nd4j.getRandom().setSeed(training.seed());
        samplesOfGradients = 0;
    }

    @Override
    public EngineFacts facts() {
        requireOpen();
        return new EngineFacts(engine, RunningDl4j.facts(network));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            network.close();
            buffers.values().forEach(BatchBuffers::close);
        }
    }

    private BatchBuffers buffers(Batch batch) {
        requireOpen();
        return buffers.computeIfAbsent(batch.size(), size -> new BatchBuffers(size, configuration.network()));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This session is closed");
        }
    }
}
