package org.scratchcnn.train;

import java.util.concurrent.atomic.AtomicBoolean;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.plan.Model;
import org.scratchcnn.plan.Plan;

/** A model and its plans on one team of threads. All that it holds is allocated when it is made; logits allocate nothing. */
final class ScratchInference implements InferenceSession {

    private final EngineFacts facts;
    private final ThreadTeam team;
    private final Model model;
    private final Plan plan;
    private final Plan singleSamplePlan;
    private final Pass pass = new Pass();
    private final AtomicBoolean inUse = new AtomicBoolean();
    private volatile boolean closed;

    /** A session over this model, whose values are set to {@code parameters}. */
    ScratchInference(NetworkPlan planned, Model model, ParameterSnapshot parameters, EngineFacts facts) {
        this.facts = facts;
        this.team = planned.team();
        this.model = model;
        model.copyFrom(parameters);
        this.plan = planned.batches().allocate(model);
        this.singleSamplePlan =
                planned.singleSamples().map(planner -> planner.allocate(model)).orElse(plan);
    }

    Model model() {
        return model;
    }

    /** The way of batches. */
    Plan plan() {
        return plan;
    }

    @Override
    public void logits(Batch batch, float[] into) {
        begin();
        try {
            batch.requireInputs(model.network().input());
            batch.requireRoom(into, model.network().logits().count());
            var along = batch.size() == 1 ? singleSamplePlan : plan;
            pass.evaluate();
            for (int first = 0; first < batch.size(); first += along.maxBatch()) {
                int count = Math.min(along.maxBatch(), batch.size() - first);
                along.forward(pass, batch.inputs(), first, count, into, StepListener.NONE);
            }
        } finally {
            end();
        }
    }

    @Override
    public ParameterSnapshot snapshot() {
        begin();
        try {
            return model.snapshot();
        } finally {
            end();
        }
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

    /** To be called before anything is computed, and {@link #end} after it: two threads would write the same buffers. */
    void begin() {
        if (closed) {
            throw new IllegalStateException("This session is closed");
        }
        if (!inUse.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "Two threads use this session at once; let them take turns, or give each a session of its own");
        }
    }

    void end() {
        inUse.set(false);
    }
}
