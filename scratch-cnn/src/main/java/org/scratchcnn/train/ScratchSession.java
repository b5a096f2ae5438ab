package org.scratchcnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.engine.TrainingState;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.Optimizer;
import org.scratchcnn.plan.Model;
import org.scratchcnn.plan.Plan;

/**
 * A model, its plans, its loss and its optimizer on one team of threads. All that it holds is allocated when it is made;
 * steps and logits allocate nothing.
 */
final class ScratchSession implements Session {

    private final TrainingSpec training;
    private final ScratchInference inference;
    private final Model model;
    private final Plan plan;
    private final Loss loss;
    private final float[] logits;
    private final float[] dLogits;
    private final Optimizer optimizer;

    /** Layers with parameters, and where the parameters of each end among all. */
    private final List<Operation> trainedLayers;

    private final int[] parameterEnds;
    private final IntConsumer tellOfUpdate = this::tellOfUpdate;
    private final Pass pass = new Pass();

    /** Whether batch normalization would have single values of single samples. */
    private final boolean refusesSingleSamples;

    private StepListener listener = StepListener.NONE;

    private boolean hasGradients;
    private boolean gradientsAreZero;

    ScratchSession(SessionPlan planned, ParameterSnapshot initial, EngineFacts facts) {
        this.training = planned.training();
        var network = planned.network().network();
        this.model = Model.forTraining(network, training);
        this.inference = new ScratchInference(planned.network(), model, initial, facts);
        this.plan = inference.plan();
        int outputs = network.logits().count();
        this.loss = Loss.of(network.spec().loss(), outputs);
        this.logits = new float[Math.multiplyExact(training.batchSize(), outputs)];
        this.dLogits = new float[logits.length];
        this.optimizer = new Optimizer(
                training, model.trained(), model.running(), planned.network().team());
        this.refusesSingleSamples =
                training.normalizationOfSingleValues(network).isPresent();
        this.trainedLayers =
                network.operations().stream().filter(training::trains).toList();
        this.parameterEnds = new int[trainedLayers.size()];
        int end = 0;
        for (int i = 0; i < parameterEnds.length; i++) {
            end += (int) trainedLayers.get(i).parameters().stream()
                    .filter(training::trains)
                    .count();
            parameterEnds[i] = end;
        }
    }

    @Override
    public double step(Batch batch) {
        inference.begin();
        try {
            double batchLoss = gradients(batch, true, StepListener.NONE);
            hasGradients = false;
            optimizer.step();
            gradientsAreZero = true;
            return batchLoss;
        } finally {
            inference.end();
        }
    }

    @Override
    public float[] stepLogits() {
        return logits;
    }

    /** None where gradients are clipped: that takes all of them at once. */
    @Override
    public List<StepPart> parts() {
        if (!(training.clipping() instanceof ClippingSpec.None)) {
            return List.of();
        }
        var parts = new ArrayList<>(plan.stepParts());
        trainedLayers.forEach(layer -> parts.add(StepPart.ofLayer(Kind.UPDATE, layer, layer.output(), "")));
        return List.copyOf(parts);
    }

    /** As {@link #step(Batch)}, but for the update: there one run over all parameters, here one for each layer. */
    @Override
    public double step(Batch batch, StepListener stepListener) {
        inference.begin();
        try {
            double batchLoss = gradients(batch, true, stepListener);
            hasGradients = false;
            listener = stepListener;
            optimizer.step(parameterEnds, tellOfUpdate);
            gradientsAreZero = true;
            return batchLoss;
        } finally {
            inference.end();
        }
    }

    private void tellOfUpdate(int trainedLayer) {
        listener.done(plan.stepParts().size() + trainedLayer);
    }

    @Override
    public double computeGradients(Batch batch) {
        inference.begin();
        try {
            return gradients(batch, false, StepListener.NONE);
        } finally {
            inference.end();
        }
    }

    /**
     * Brings a batch through the network in parts of as many samples as the plan holds; each part goes forward and backward
     * before the next one begins.
     *
     * @param updatesState whether running statistics take over the batch's
     * @return the mean loss
     */
    private double gradients(Batch batch, boolean updatesState, StepListener stepListener) {
        batch.requireInputs(model.network().input());
        if (batch.size() > training.batchSize()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The batch has %d samples, but the session was opened for training with batches of at most %d",
                    batch.size(),
                    training.batchSize()));
        }
        loss.requireTargets(batch);
        if (refusesSingleSamples) {
            training.requireStatistics(model.network(), batch.size());
        }
        hasGradients = false;
        if (!gradientsAreZero) {
            model.zeroGradients();
        }
        gradientsAreZero = false;
        optimizer.showTrained();
        pass.train(optimizer.steps(), updatesState);
        double batchLoss = 0;
        for (int first = 0; first < batch.size(); first += plan.maxBatch()) {
            int count = Math.min(plan.maxBatch(), batch.size() - first);
            plan.forward(pass, batch.inputs(), first, count, logits, stepListener);
            batchLoss += loss.evaluate(logits, batch, first, count, dLogits);
            plan.backward(dLogits, stepListener);
        }
        hasGradients = true;
        return batchLoss;
    }

    @Override
    public void logits(Batch batch, float[] into) {
        showAverages();
        inference.logits(batch, into);
    }

    @Override
    public ParameterSnapshot gradients() {
        inference.begin();
        try {
            if (!hasGradients) {
                throw new IllegalStateException(
                        "There are no gradients: call computeGradients first; step and restore discard them");
            }
            return model.gradients();
        } finally {
            inference.end();
        }
    }

    private void showAverages() {
        inference.begin();
        try {
            optimizer.showAverages();
        } finally {
            inference.end();
        }
    }

    @Override
    public ParameterSnapshot snapshot() {
        showAverages();
        return inference.snapshot();
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {
        inference.begin();
        try {
            model.copyFrom(snapshot);
            optimizer.reset();
            hasGradients = false;
        } finally {
            inference.end();
        }
    }

    @Override
    public void epochDone(double loss) {
        optimizer.epochDone(loss);
    }

    @Override
    public TrainingState state() {
        inference.begin();
        try {
            optimizer.showAverages();
            return new TrainingState(model.snapshot(), optimizer.state(), optimizer.steps(), optimizer.plateau());
        } finally {
            inference.end();
        }
    }

    @Override
    public void resume(TrainingState state) {
        inference.begin();
        try {
            state.parameters().requireMatch(model.network().tensors());
            optimizer.resume(state.optimizer(), state.steps(), state.plateau());
            model.copyFrom(state.parameters());
            hasGradients = false;
        } finally {
            inference.end();
        }
    }

    @Override
    public EngineFacts facts() {
        return inference.facts();
    }

    @Override
    public void close() {
        inference.close();
    }
}
