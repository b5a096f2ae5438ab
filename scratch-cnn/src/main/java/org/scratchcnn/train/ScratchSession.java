package org.scratchcnn.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.Optimizer;
import org.scratchcnn.plan.Model;
import org.scratchcnn.plan.PassListener;
import org.scratchcnn.plan.Plan;
import org.scratchcnn.plan.Planner;

/**
 * A model, its plan and its optimizer on one team of threads. Steps allocate nothing. Logits of one sample may have a plan
 * of their own, made when they are first asked for.
 */
final class ScratchSession implements Session {

    private final EngineFacts facts;
    private final ThreadTeam team;
    private final Model model;
    private final Plan plan;
    private final Optional<Kernels> singleSamples;
    private @Nullable Plan singleSamplePlan;
    private final TrainingPass pass;
    private final Optimizer optimizer;
    private final int outputs;
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
        this.outputs = network.logits().count();
        this.pass = new TrainingPass(training, plan);
        this.optimizer =
                new Optimizer(training.optimizer(), training.schedule(), training.clipping(), model.parameters(), team);
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
        hasGradients = false;
        if (!gradientsAreZero) {
            model.zeroGradients();
        }
        gradientsAreZero = false;
        double batchLoss = pass.addGradients(batch, optimizer.steps(), PassListener.NONE);
        hasGradients = true;
        return batchLoss;
    }

    @Override
    public void logits(Batch batch, float[] into) {
        requireOpen();
        batch.requireInputs(model.network().input());
        batch.requireRoom(into, outputs);
        if (batch.size() == 1) {
            singleSamplePlan().forward(batch.inputs(), 0, 1, false, 0, into);
            return;
        }
        for (int first = 0; first < batch.size(); first += plan.maxBatch()) {
            int count = Math.min(plan.maxBatch(), batch.size() - first);
            plan.forward(batch.inputs(), first, count, false, 0, into);
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
