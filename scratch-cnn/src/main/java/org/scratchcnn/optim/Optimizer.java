package org.scratchcnn.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.Plateau;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;

/** Changes all parameters by their gradients, step after step: clipping, schedule, decay, update, averages. */
public final class Optimizer {

    private final ScheduleSpec schedule;
    private final ParameterRanges ranges;
    private final GradientClipping clipping;

    /** By parameter, as all that follows. */
    private final ParameterGroup[] groups;

    private final double[] learningRates;
    private final ParameterDecay[] decays;
    private final ParameterUpdate[] updates;

    private final WeightAverages averages;

    /** Whether the step that is going on trains it. */
    private final boolean[] trained;

    private final ParameterRanges.RangeTask updateRange = this::updateRange;

    /** Indexes of the parameters that are updated as a whole, in their order. */
    private final int[] wholes;

    /** For these, by thread. */
    private final Orthogonalization[] orthogonalizations;

    private final ItemTask updateWhole = (item, thread) -> updateWhole(item, thread);
    private final ThreadTeam team;
    private int firstWhole;
    private long steps;
    private Plateau plateau = Plateau.START;

    /**
     * An optimizer that has done no step.
     *
     * @param training says how
     * @param parameters named by path
     */
    public Optimizer(TrainingSpec training, List<Parameter> parameters, ThreadTeam team) {
        this(training, parameters, List.of(), team);
    }

    /**
     * An optimizer that has done no step.
     *
     * @param training says how
     * @param parameters named by path
     * @param state what steps change beside them, of which there may be averages
     */
    public Optimizer(TrainingSpec training, List<Parameter> parameters, List<Parameter> state, ThreadTeam team) {
        this.averages = new WeightAverages(
                training.averaging(),
                Stream.concat(parameters.stream(), state.stream()).toList());
        this.schedule = training.schedule();
        var rule = training.optimizer();
        this.ranges = new ParameterRanges(parameters, team);
        this.clipping = GradientClipping.of(training.clipping(), ranges);
        this.groups = new ParameterGroup[parameters.size()];
        this.learningRates = new double[parameters.size()];
        this.decays = new ParameterDecay[parameters.size()];
        this.updates = new ParameterUpdate[parameters.size()];
        this.trained = new boolean[parameters.size()];
        for (int p = 0; p < updates.length; p++) {
            var parameter = parameters.get(p);
            groups[p] = training.groupOf(parameter.spec());
            learningRates[p] = rule.ruleOf(parameter.spec()).learningRate();
            decays[p] = new ParameterDecay(training.decay(), groups[p].decayFactor(), parameter);
            updates[p] = ParameterUpdate.of(rule, parameter);
        }
        this.team = team;
        this.wholes = IntStream.range(0, updates.length)
                .filter(p -> updates[p] instanceof MuonUpdate)
                .toArray();
        this.orthogonalizations = Orthogonalization.forThreads(
                team.threads(), orthogonalized(rule, parameters.stream().map(Parameter::spec)));
    }

    private static List<ParameterSpec> orthogonalized(OptimizerSpec rule, Stream<ParameterSpec> parameters) {
        return parameters
                .filter(parameter -> rule.ruleOf(parameter) instanceof OptimizerSpec.Muon)
                .toList();
    }

    /**
     * What an optimizer of these parameters holds beside its state.
     *
     * @param parameters named by path
     */
    public static List<PlannedArrays> workspace(OptimizerSpec rule, List<ParameterSpec> parameters, int threads) {
        return Orthogonalization.arrays(threads, orthogonalized(rule, parameters.stream()));
    }

    /** Steps done since the beginning or the last {@link #reset}. */
    public long steps() {
        return steps;
    }

    /** Clips the parameters' gradients, updates the parameters by them, and sets them to zero. */
    public void step() {
        begin();
        update(0, updates.length);
        end();
    }

    /**
     * {@link #step()} with the same bits, but for some parameters after the other.
     *
     * @param ends of each group, as indexes into the list of parameters
     * @param updated told of each group as soon as it is updated
     */
    public void step(int[] ends, IntConsumer updated) {
        begin();
        int first = 0;
        for (int group = 0; group < ends.length; group++) {
            update(first, ends[group]);
            first = ends[group];
            updated.accept(group);
        }
        end();
    }

    private void begin() {
        for (int p = 0; p < updates.length; p++) {
            trained[p] = groups[p].isTrained(steps);
            if (!trained[p]) {
                // Clipping sees what is trained alone.
                Arrays.fill(ranges.parameters().get(p).gradient(), 0);
            }
        }
        clipping.clip();
        averages.beginStep(steps);
        double multiplier = schedule.multiplier(steps) * plateau.factor();
        for (int p = 0; p < updates.length; p++) {
            if (trained[p]) {
                double rate = learningRates[p] * multiplier * groups[p].rateFactor();
                decays[p].beginStep(rate);
                updates[p].beginStep(steps - groups[p].trainedFrom(), rate);
            }
        }
    }

    private void end() {
        for (int p = 0; p < updates.length; p++) {
            if (trained[p] || averages.changesTrained()) {
                ranges.parameters().get(p).changed();
            }
        }
        averages.updateFrom(updates.length);
        steps++;
    }

    /** Takes the monitored loss of an epoch into account, if the schedule does. */
    public void epochDone(double loss) {
        schedule.plateau().ifPresent(following -> plateau = following.after(plateau, loss));
    }

    /** Where a schedule stands that follows the loss. */
    public Plateau plateau() {
        return plateau;
    }

    /** Lets the parameters hold the averages, if there are any, as long as nothing is trained. */
    public void showAverages() {
        averages.show(true);
    }

    /** Lets the parameters hold what is trained, as steps need it. */
    public void showTrained() {
        averages.show(false);
    }

    private void update(int first, int end) {
        ranges.run(updateRange, first, end);
        firstWhole = 0;
        while (firstWhole < wholes.length && wholes[firstWhole] < first) {
            firstWhole++;
        }
        int endWhole = firstWhole;
        while (endWhole < wholes.length && wholes[endWhole] < end) {
            endWhole++;
        }
        if (firstWhole < endWhole) {
            team.run(endWhole - firstWhole, updateWhole);
        }
    }

    private void updateRange(int item, int parameter, int from, int to) {
        if (updates[parameter] instanceof RangeUpdate update) {
            if (trained[parameter]) {
                decays[parameter].apply(from, to);
                update.update(from, to);
                // Here they are still in the cache.
                Arrays.fill(ranges.parameters().get(parameter).gradient(), from, to, 0);
            }
            averages.update(parameter, from, to);
        }
    }

    private void updateWhole(int item, int thread) {
        int parameter = wholes[firstWhole + item];
        float[] gradient = ranges.parameters().get(parameter).gradient();
        if (trained[parameter] && updates[parameter] instanceof MuonUpdate update) {
            decays[parameter].apply(0, gradient.length);
            update.update(orthogonalizations[thread]);
            Arrays.fill(gradient, 0);
        }
        averages.update(parameter, 0, gradient.length);
    }

    /**
     * A copy of what is remembered, by parameter and kind, for example {@code 3.weight.first_moment}; beside averages, which
     * are shown from now on, what is trained, as {@code 3.weight.trained}.
     */
    public ParameterSnapshot state() {
        showAverages();
        var tensors = new LinkedHashMap<String, Tensor>();
        forEachState((name, shape, values) -> tensors.put(name, new Tensor(shape, values.clone())));
        return new ParameterSnapshot(tensors);
    }

    /**
     * Goes on from there.
     *
     * @throws IllegalArgumentException if this is not the state of such an optimizer of these parameters; nothing is
     *     changed then
     */
    public void resume(ParameterSnapshot state, long stepsDone, Plateau reached) {
        showAverages();
        var expected = new ArrayList<ParameterSpec>();
        forEachState((name, shape, _) -> expected.add(new ParameterSpec(name, ParameterSpec.Role.WEIGHT, shape, 1, 1)));
        state.requireMatch(expected);
        forEachState((name, _, values) -> System.arraycopy(state.tensor(name).values(), 0, values, 0, values.length));
        steps = stepsDone;
        plateau = reached;
    }

    @FunctionalInterface
    private interface StateVisitor {
        void visit(String name, List<Integer> shape, float[] values);
    }

    private void forEachState(StateVisitor visitor) {
        for (int p = 0; p < updates.length; p++) {
            var spec = ranges.parameters().get(p).spec();
            updates[p].state().forEach((kind, values) -> visitor.visit(spec.name() + "." + kind, spec.shape(), values));
        }
        for (int t = 0; t < averages.tensors().size(); t++) {
            var spec = averages.tensors().get(t).spec();
            visitor.visit(spec.name() + ".trained", spec.shape(), averages.other(t));
        }
    }

    /** Forgets everything, as before the first step; averages begin with what the parameters hold. */
    public void reset() {
        for (var update : updates) {
            update.reset();
        }
        averages.reset();
        steps = 0;
        plateau = Plateau.START;
    }
}
