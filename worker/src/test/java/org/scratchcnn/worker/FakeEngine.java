package org.scratchcnn.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.TrainingSpec;

/**
 * Learns nothing, but notes what it is asked to do. Its losses are 1, 1/2, 1/3, … since the last restore, and it takes a
 * point for class 1 if its first coordinate is positive, else for class 0.
 */
class FakeEngine implements Engine {

    /** What was asked of its sessions, repetitions as {@code "step ×3"}. */
    final List<String> calls = new ArrayList<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Support supports(TrainingSpec training) {
        return new Support.Yes();
    }

    @Override
    public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
        initial.requireMatch(training.network().resolve().tensors());
        note("open");
        return new FakeSession(training.network().resolve().logits().count(), initial);
    }

    /** The loss of the given step, the first being 1. */
    double loss(int step) {
        return 1.0 / step;
    }

    float logit(float input) {
        return input;
    }

    /** Told of the size of every batch whose logits are asked for. */
    void batchSeen(int size) {}

    /** Parts of its sessions' steps. */
    List<StepPart> parts() {
        return List.of();
    }

    /** Called after each step that somebody listens to, to tell of its parts; the first step is 1. */
    void tellParts(int step, StepListener listener) {}

    private void note(String call) {
        int last = calls.size() - 1;
        if (last >= 0 && (calls.get(last).equals(call) || calls.get(last).startsWith(call + " ×"))) {
            var before = calls.get(last);
            int times = before.equals(call) ? 1 : Integer.parseInt(before.substring(call.length() + 2));
            calls.set(last, call + " ×" + (times + 1));
        } else {
            calls.add(call);
        }
    }

    private final class FakeSession implements Session {

        private final int classes;
        private ParameterSnapshot parameters;
        private int steps;

        FakeSession(int classes, ParameterSnapshot initial) {
            this.classes = classes;
            this.parameters = initial.copy();
        }

        @Override
        public double step(Batch batch) {
            note("step");
            steps++;
            return loss(steps);
        }

        @Override
        public List<StepPart> parts() {
            return FakeEngine.this.parts();
        }

        @Override
        public double step(Batch batch, StepListener listener) {
            double loss = step(batch);
            tellParts(steps, listener);
            return loss;
        }

        @Override
        public void logits(Batch batch, float[] logits) {
            note("logits");
            batchSeen(batch.size());
            for (int n = 0; n < batch.size(); n++) {
                float x = batch.inputs()[2 * n];
                for (int k = 0; k < classes; k++) {
                    logits[n * classes + k] = k == 1 ? logit(x) : k == 0 ? 0 : -10;
                }
            }
        }

        @Override
        public double computeGradients(Batch batch) {
            note("gradients");
            return loss(1);
        }

        @Override
        public ParameterSnapshot gradients() {
            return parameters;
        }

        @Override
        public ParameterSnapshot snapshot() {
            return parameters.copy();
        }

        @Override
        public void restore(ParameterSnapshot snapshot) {
            note("restore");
            parameters = snapshot.copy();
            steps = 0;
        }

        @Override
        public EngineFacts facts() {
            var facts = new TreeMap<String, String>();
            facts.put("steps", Integer.toString(steps));
            return new EngineFacts(name(), facts);
        }

        @Override
        public void close() {
            note("close");
        }
    }
}
