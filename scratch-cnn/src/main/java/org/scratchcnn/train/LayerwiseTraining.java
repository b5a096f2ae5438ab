package org.scratchcnn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.LayerwiseSession;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.Optimizer;
import org.scratchcnn.plan.LayerInPlan;
import org.scratchcnn.plan.Model;
import org.scratchcnn.plan.PassListener;
import org.scratchcnn.plan.Plan;
import org.scratchcnn.plan.Planner;

/**
 * The steps of a {@link ScratchSession} with the same kernels and activations in the same order, and a listener. Only the
 * update, there one pass over all parameters, is one pass for each layer here; the bits are the same.
 */
final class LayerwiseTraining implements LayerwiseSession {

    private static final int IGNORED = -1;

    /** The update of one layer's parameters. */
    private record LayerUpdate(int layer, Optimizer optimizer) {}

    private final ThreadTeam team;
    private final Model model;
    private final Plan plan;
    private final TrainingPass pass;
    private final List<LayerUpdate> updates = new ArrayList<>();
    private final List<StepPart> parts = new ArrayList<>();
    /** Index into the parts by kind and layer. */
    private final Map<Kind, int[]> indexes = new EnumMap<>(Kind.class);

    private final PassListener passes = this::done;
    private PartListener listener = _ -> {};
    private long steps;

    /** A session of its own, for a training whose gradients are not clipped: that takes all of them at once. */
    LayerwiseTraining(TrainingSpec training, ParameterSnapshot initial, ThreadTeam team, Planner planner) {
        this.team = team;
        var network = training.network().resolve();
        this.model = new Model(network);
        model.copyFrom(initial);
        this.plan = planner.allocate(model);
        this.pass = new TrainingPass(training, plan);
        for (int i = 0; i < plan.layers().size(); i++) {
            var parameters = parameters(plan.layers().get(i));
            if (!parameters.isEmpty()) {
                updates.add(new LayerUpdate(
                        i,
                        new Optimizer(
                                training.optimizer(), training.schedule(), training.clipping(), parameters, team)));
            }
        }
        listParts();
    }

    private List<Parameter> parameters(LayerInPlan layer) {
        var names = layer.layer().parameters().stream().map(spec -> spec.name()).toList();
        return model.parameters().stream()
                .filter(parameter -> names.contains(parameter.name()))
                .toList();
    }

    private void listParts() {
        int layers = plan.layers().size();
        for (var kind : Kind.values()) {
            var byLayer = new int[layers];
            Arrays.fill(byLayer, IGNORED);
            indexes.put(kind, byLayer);
        }
        add(Kind.INPUT, 0, StepPart.ofNoLayer(Kind.INPUT));
        for (int i = 0; i < layers; i++) {
            addOfLayer(Kind.FORWARD, i);
        }
        add(Kind.OUTPUT, 0, StepPart.ofNoLayer(Kind.OUTPUT));
        for (int i = layers - 1; i >= 0; i--) {
            if (!plan.layers().get(i).layer().parameters().isEmpty()) {
                addOfLayer(Kind.GRADIENT_BY_WEIGHT, i);
            }
            if (plan.layers().get(i).hasGradientByInput()) {
                addOfLayer(Kind.GRADIENT_BY_INPUT, i);
            }
        }
        updates.forEach(update -> addOfLayer(Kind.UPDATE, update.layer()));
    }

    private void addOfLayer(Kind kind, int index) {
        var planned = plan.layers().get(index);
        var layer = planned.layer();
        long flops = switch (kind) {
            case FORWARD, GRADIENT_BY_WEIGHT, GRADIENT_BY_INPUT -> 2 * layer.forwardMacs();
            case INPUT, OUTPUT, UPDATE -> 0;
        };
        add(
                kind,
                index,
                new StepPart(
                        kind,
                        layer.path(),
                        layer.spec().describe(),
                        layer.output().toString(),
                        flops,
                        planned.remark()));
    }

    private void add(Kind kind, int layer, StepPart part) {
        indexes(kind)[layer] = parts.size();
        parts.add(part);
    }

    private int[] indexes(Kind kind) {
        return Objects.requireNonNull(indexes.get(kind));
    }

    private void done(Kind kind, int layer) {
        int part = indexes(kind)[layer];
        // A layer without weights has no gradient by them, for example.
        if (part != IGNORED) {
            listener.done(part);
        }
    }

    @Override
    public List<StepPart> parts() {
        return List.copyOf(parts);
    }

    @Override
    public double step(Batch batch, PartListener partListener) {
        batch.requireInputs(model.network().input());
        listener = partListener;
        double batchLoss = pass.addGradients(batch, steps, passes);
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            update.optimizer().step();
            done(Kind.UPDATE, update.layer());
        }
        steps++;
        return batchLoss;
    }

    /** A copy of all parameters. */
    ParameterSnapshot snapshot() {
        return model.snapshot();
    }

    @Override
    public void close() {
        team.close();
    }
}
