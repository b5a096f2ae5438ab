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
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.ResolvedLayer;
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
    private final EngineFacts facts;
    private final ThreadTeam team;
    private final Model model;
    private final Plan plan;
    private final Plan singleSamplePlan;
    private final Loss loss;
    private final float[] logits;
    private final float[] dLogits;
    private final Optimizer optimizer;
    /** Layers with parameters, and where the parameters of each end among all. */
    private final List<ResolvedLayer> trainedLayers;

    private final int[] parameterEnds;
    private final IntConsumer tellOfUpdate = this::tellOfUpdate;
    private StepListener listener = StepListener.NONE;
    private boolean hasGradients;
    private boolean gradientsAreZero;
    private boolean closed;

    ScratchSession(SessionPlan planned, ParameterSnapshot initial, EngineFacts facts) {
        this.training = planned.training();
        this.facts = facts;
        this.team = planned.team();
        var network = planned.network();
        this.model = new Model(network);
        model.copyFrom(initial);
        this.plan = planned.batches().allocate(model);
        this.singleSamplePlan =
                planned.singleSamples().map(planner -> planner.allocate(model)).orElse(plan);
        int outputs = network.logits().count();
        this.loss = Loss.of(network.spec().loss(), outputs);
        this.logits = new float[Math.multiplyExact(training.batchSize(), outputs)];
        this.dLogits = new float[logits.length];
        this.optimizer =
                new Optimizer(training.optimizer(), training.schedule(), training.clipping(), model.parameters(), team);
        this.trainedLayers = network.layers().stream()
                .filter(layer -> !layer.parameters().isEmpty())
                .toList();
        this.parameterEnds = new int[trainedLayers.size()];
        int end = 0;
        for (int i = 0; i < parameterEnds.length; i++) {
            end += trainedLayers.get(i).parameters().size();
            parameterEnds[i] = end;
        }
    }

    @Override
    public double step(Batch batch) {
        double batchLoss = computeGradients(batch, StepListener.NONE);
        hasGradients = false;
        optimizer.step();
        gradientsAreZero = true;
        return batchLoss;
    }

    /** None where gradients are clipped: that takes all of them at once. */
    @Override
    public List<StepPart> parts() {
        if (!(training.clipping() instanceof ClippingSpec.None)) {
            return List.of();
        }
        var parts = new ArrayList<>(plan.parts());
        trainedLayers.forEach(layer -> parts.add(StepPart.ofLayer(Kind.UPDATE, layer, "")));
        return List.copyOf(parts);
    }

    /** As {@link #step(Batch)}, but for the update: there one run over all parameters, here one for each layer. */
    @Override
    public double step(Batch batch, StepListener stepListener) {
        double batchLoss = computeGradients(batch, stepListener);
        hasGradients = false;
        listener = stepListener;
        optimizer.step(parameterEnds, tellOfUpdate);
        gradientsAreZero = true;
        return batchLoss;
    }

    private void tellOfUpdate(int trainedLayer) {
        listener.done(plan.parts().size() + trainedLayer);
    }

    @Override
    public double computeGradients(Batch batch) {
        return computeGradients(batch, StepListener.NONE);
    }

    private double computeGradients(Batch batch, StepListener stepListener) {
        requireOpen();
        batch.requireInputs(model.network().input());
        if (batch.size() > training.batchSize()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The batch has %d samples, but the session was opened for training with batches of at most %d",
                    batch.size(),
                    training.batchSize()));
        }
        loss.requireTargets(batch);
        hasGradients = false;
        if (!gradientsAreZero) {
            model.zeroGradients();
        }
        gradientsAreZero = false;
        double batchLoss = run(plan, batch, true, logits, stepListener);
        hasGradients = true;
        return batchLoss;
    }

    @Override
    public void logits(Batch batch, float[] into) {
        requireOpen();
        batch.requireInputs(model.network().input());
        batch.requireRoom(into, model.network().logits().count());
        run(batch.size() == 1 ? singleSamplePlan : plan, batch, false, into, StepListener.NONE);
    }

    /**
     * Brings a batch through the network in parts of as many samples as the plan holds; in training each part goes forward
     * and backward before the next one begins.
     *
     * @param into receives the batch's logits
     * @return the mean loss in training, else 0
     */
    private double run(Plan along, Batch batch, boolean inTraining, float[] into, StepListener stepListener) {
        double batchLoss = 0;
        for (int first = 0; first < batch.size(); first += along.maxBatch()) {
            int count = Math.min(along.maxBatch(), batch.size() - first);
            along.forward(batch.inputs(), first, count, inTraining, optimizer.steps(), into, stepListener);
            if (inTraining) {
                batchLoss += loss.evaluate(into, batch, first, count, dLogits);
                along.backward(dLogits, stepListener);
            }
        }
        return batchLoss;
    }

    @Override
    public ParameterSnapshot gradients() {
        requireOpen();
        if (!hasGradients) {
            throw new IllegalStateException(
                    "There are no gradients: call computeGradients first; step and restore discard them");
        }
        return model.gradients();
    }

    @Override
    public ParameterSnapshot snapshot() {
        requireOpen();
        return model.snapshot();
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {
        requireOpen();
        model.copyFrom(snapshot);
        optimizer.reset();
        hasGradients = false;
    }

    @Override
    public EngineFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        closed = true;
        team.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This session is closed");
        }
    }
}
