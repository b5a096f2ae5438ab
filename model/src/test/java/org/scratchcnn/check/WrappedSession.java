package org.scratchcnn.check;

import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.train.ScratchEngines;

/** A session that does what another one does, where a test does not plant something else. */
class WrappedSession implements Session {

    private final Session session;

    WrappedSession(Session session) {
        this.session = session;
    }

    /** Plants something in the sessions of the library's engine. */
    interface Planting {
        Session in(Session session);
    }

    static Engine engine(Planting planting) {
        var sound = ScratchEngines.lanes();
        return new Engine() {
            @Override
            public String name() {
                return "planted";
            }

            @Override
            public Support supports(TrainingSpec training) {
                return sound.supports(training);
            }

            @Override
            public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
                return planting.in(sound.open(training, initial, options));
            }
        };
    }

    @Override
    public double step(Batch batch) {
        return session.step(batch);
    }

    @Override
    public void logits(Batch batch, float[] logits) {
        session.logits(batch, logits);
    }

    @Override
    public double computeGradients(Batch batch) {
        return session.computeGradients(batch);
    }

    @Override
    public ParameterSnapshot gradients() {
        return session.gradients();
    }

    @Override
    public ParameterSnapshot snapshot() {
        return session.snapshot();
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {
        session.restore(snapshot);
    }

    @Override
    public EngineFacts facts() {
        return session.facts();
    }

    @Override
    public void close() {
        session.close();
    }
}
