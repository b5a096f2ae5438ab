package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.layer.LayerActivations;

/** The activations of one part of a batch, allocated as an {@link ActivationPlan} says. */
final class PartActivations {

    private final ActivationPlan plan;
    private final PlannedGraph graph;
    private final Kernels kernels;
    private final List<Activations> valueBuffers;
    private final List<Activations> gradientBuffers;
    private final @Nullable Activations[] values;
    private final @Nullable Activations[] gradients;

    /** Of channels that are copied. */
    private final List<Activations> views = new ArrayList<>();

    PartActivations(ActivationPlan plan, PlannedGraph graph, Kernels kernels) {
        this.plan = plan;
        this.graph = graph;
        this.kernels = kernels;
        this.valueBuffers = buffers(plan.values());
        this.gradientBuffers = buffers(plan.gradients());
        this.values = slots(plan.values(), valueBuffers);
        this.gradients = slots(plan.gradients(), gradientBuffers);
    }

    private List<Activations> buffers(Slots slots) {
        return slots.buffers().stream().map(kernels::allocate).toList();
    }

    private @Nullable Activations[] slots(Slots slots, List<Activations> buffers) {
        var activations = new @Nullable Activations[slots.size()];
        for (int slot = 0; slot < activations.length; slot++) {
            int buffer = slots.buffer(slot);
            if (buffer >= 0) {
                var layout = slots.layout(slot);
                var whole = buffers.get(buffer);
                activations[slot] = layout.isView() ? kernels.view(whole, layout) : whole;
            }
        }
        return activations;
    }

    Activations input() {
        return value(graph.input());
    }

    Activations output() {
        return value(graph.output());
    }

    /** The loss's gradient by the output, or null where nothing is trained. */
    @Nullable
    Activations outputGradient() {
        return gradient(graph.output());
    }

    Activations value(int value) {
        return Objects.requireNonNull(values[value]);
    }

    /** A value's gradient, or null where there is none. */
    @Nullable
    Activations gradient(int value) {
        return at(plan.gradientSlot(value));
    }

    /** The gradient that an operation makes by what it reads, or null where it makes none. */
    @Nullable
    Activations gradientBy(int operation, int read) {
        return plan.makesGradientBy(operation, read) ? at(plan.gradientSlotBy(operation, read)) : null;
    }

    private @Nullable Activations at(int slot) {
        return slot < 0 ? null : gradients[slot];
    }

    /** What is summed to a value's gradient. */
    List<Activations> termsOfGradient(int value) {
        return Arrays.stream(plan.termSlots(value))
                .mapToObj(slot -> Objects.requireNonNull(gradients[slot]))
                .toList();
    }

    /** What an operation with one input and one output reads and writes. */
    LayerActivations around(int operation) {
        var planned = graph.operations().get(operation);
        return new LayerActivations(
                value(planned.firstRead()),
                value(planned.writes()),
                gradient(planned.writes()),
                gradientBy(operation, 0));
    }

    /** Those channels of what an operation writes that one of the values it reads is put into. */
    Activations channelsOfValue(int operation, int read) {
        return channels(value(graph.operations().get(operation).writes()), operation, read);
    }

    /** Those channels of the gradient of what an operation writes that belong to one of the values it reads. */
    Activations channelsOfGradient(int operation, int read) {
        var whole = gradient(graph.operations().get(operation).writes());
        return channels(Objects.requireNonNull(whole), operation, read);
    }

    private Activations channels(Activations whole, int operation, int read) {
        var view = kernels.view(whole, plan.channelsOf(whole.layout(), operation, read));
        views.add(view);
        return view;
    }

    /** Says how many samples the part has. */
    void setImages(int images) {
        for (var value : values) {
            if (value != null) {
                value.setImages(images);
            }
        }
        for (var gradient : gradients) {
            if (gradient != null) {
                gradient.setImages(images);
            }
        }
        for (int i = 0; i < views.size(); i++) {
            views.get(i).setImages(images);
        }
    }

    /** The memory of values, by number of the buffer. */
    List<Activations> valueBuffers() {
        return valueBuffers;
    }

    /** The memory of gradients, by number of the buffer. */
    List<Activations> gradientBuffers() {
        return gradientBuffers;
    }
}
