package org.scratchcnn.train;

import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;

/** A session whose logits are its inputs. */
class StubSession implements Session {

    @Override
    public double step(Batch batch) {
        return 0;
    }

    @Override
    public void logits(Batch batch, float[] logits) {
        System.arraycopy(batch.inputs(), 0, logits, 0, batch.inputs().length);
    }

    @Override
    public double computeGradients(Batch batch) {
        return 0;
    }

    @Override
    public ParameterSnapshot gradients() {
        return snapshot();
    }

    @Override
    public ParameterSnapshot snapshot() {
        return new ParameterSnapshot(Map.of());
    }

    @Override
    public void restore(ParameterSnapshot snapshot) {}

    @Override
    public EngineFacts facts() {
        return new EngineFacts("stub", new TreeMap<>());
    }

    @Override
    public void close() {}
}
