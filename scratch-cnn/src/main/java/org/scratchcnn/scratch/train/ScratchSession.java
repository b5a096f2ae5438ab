package org.scratchcnn.scratch.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.core.engine.Batch;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.engine.Session;
import org.scratchcnn.core.parameter.ParameterSnapshot;
import org.scratchcnn.core.spec.TrainingSpec;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.loss.Loss;
import org.scratchcnn.scratch.model.Model;
import org.scratchcnn.scratch.model.Plan;
import org.scratchcnn.scratch.model.Planner;
import org.scratchcnn.scratch.optim.Optimizer;

/**
 * A model, its plan, its loss and its optimizer on one team of threads. Steps allocate nothing. Logits of one sample may
 * have a plan of their own, made when they are first asked for.
 */
final class ScratchSession implements Session {

    private final EngineFacts facts;
    private final ThreadTeam team;
    private final Model model;
    private final Plan plan;
    private final Optional<Kernels> singleSamples;
    private @Nullable Plan singleSamplePlan;
    private final Loss loss;
    private final Optimizer optimizer;
    private final int sampleSize;
    private final int outputs;
    private final float[] logits;
    private final float[] dLogits;
    private boolean hasGradients;
    private boolean gradientsAreZero;
    private boolean closed;

    ScratchSession(
            TrainingSpec training,
            ParameterSnapshot initial,
            ThreadTeam team,
            Planner planner,
            Optional<Kernels> singleSamples,
            EngineFacts facts) {
        this.facts = facts;
        this.team = team;
        var network = training.network().resolve();
        this.model = new Model(network);
        model.copyFrom(initial);
        this.plan = planner.allocate(model);
        this.singleSamples = singleSamples;
        this.sampleSize = network.input().size();
        this.outputs = network.logits().count();
        this.loss = Loss.of(training.network().loss(), outputs);
        this.optimizer =
                new Optimizer(training.optimizer(), training.schedule(), training.clipping(), model.parameters(), team);
        this.logits = new float[Math.multiplyExact(training.batchSize(), outputs)];
        this.dLogits = new float[logits.length];
    }

    @Override
    public double step(Batch batch) {
        double batchLoss = computeGradients(batch);
        hasGradients = false;
        optimizer.step();
        gradientsAreZero = true;
        return batchLoss;
    }

    @Override
    public double computeGradients(Batch batch) {
        requireOpen();
        batch.requireInputs(model.network().input());
        if (batch.size() > plan.maxBatch()) {
            throw new IllegalArgumentException(
                    "The batch has %d samples, but the session was opened for training with batches of at most %d"
                            .formatted(batch.size(), plan.maxBatch()));
        }
        hasGradients = false;
        long step = optimizer.steps();
        plan.forward(batch.inputs(), batch.size(), true, step, logits);
        double batchLoss = loss.evaluate(logits, batch, dLogits);
        if (!gradientsAreZero) {
            model.zeroGradients();
        }
        gradientsAreZero = false;
        plan.backward(dLogits, step);
        hasGradients = true;
        return batchLoss;
    }

    @Override
    public void logits(Batch batch, float[] into) {
        requireOpen();
        batch.requireInputs(model.network().input());
        batch.requireRoom(into, outputs);
        if (batch.size() == 1) {
            singleSamplePlan().forward(batch.inputs(), 1, false, 0, into);
        } else if (batch.size() <= plan.maxBatch()) {
            plan.forward(batch.inputs(), batch.size(), false, 0, into);
        } else {
            logitsInParts(batch, into, new float[plan.maxBatch() * sampleSize]);
        }
    }

    private Plan singleSamplePlan() {
        if (singleSamplePlan == null) {
            singleSamplePlan = singleSamples
                    .map(kernels -> new Planner(model.network(), kernels, 1, 0).allocate(model))
                    .orElse(plan);
        }
        return singleSamplePlan;
    }

    private void logitsInParts(Batch batch, float[] into, float[] part) {
        for (int done = 0; done < batch.size(); done += plan.maxBatch()) {
            int count = Math.min(plan.maxBatch(), batch.size() - done);
            System.arraycopy(batch.inputs(), done * sampleSize, part, 0, count * sampleSize);
            plan.forward(part, count, false, 0, logits);
            System.arraycopy(logits, 0, into, done * outputs, count * outputs);
        }
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
