package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;

/**
 * Where the values of a network and the loss's gradients by them stand.
 *
 * <p>A value has the border that its readers want in forward, its gradient the one that its writer wants in backward. What a
 * {@link Concat} reads stands where it writes, as far as the backend can do that. The gradient by each term of a
 * {@link Residual}'s sum is the gradient by the sum, in the same memory. Of a value that several operations read, each
 * makes a gradient of its own, and these are summed, in the readers' order, behind the last of them in the backward pass.
 *
 * <p>In training all values stay, since the backward pass reads them, and gradients take turns; in inference there are no
 * gradients, and values take turns.
 */
final class ActivationPlan {

    private static final int NONE = -1;

    private final PlannedGraph graph;
    private final Kernels kernels;
    private final int maxBatch;
    private final BitSet withGradient;
    private final Slots values;
    private final Slots gradients;
    private final int[] gradientOf;

    /** By operation and what it reads. */
    private final int[][] gradientBy;

    /**
     * Plans places and layouts.
     *
     * @param withGradient values whose gradients something trained depends on
     */
    ActivationPlan(PlannedGraph graph, Kernels kernels, int maxBatch, BitSet withGradient) {
        this.graph = graph;
        this.kernels = kernels;
        this.maxBatch = maxBatch;
        this.withGradient = withGradient;
        this.values = new Slots(maxBatch);
        this.gradients = new Slots(maxBatch);
        this.gradientOf = new int[graph.values()];
        this.gradientBy = new int[graph.operations().size()][];
        for (int value = 0; value < graph.values(); value++) {
            values.add(graph.shape(value));
            gradientOf[value] = withGradient.get(value) ? gradients.add(graph.shape(value)) : NONE;
        }
        for (int operation = 0; operation < graph.operations().size(); operation++) {
            addGradientsBy(operation);
            place(operation);
        }
        graph.operations().forEach(this::reserveBorders);
        graph.operations().stream()
                .filter(operation -> operation.spec() instanceof PadChannels)
                .forEach(operation -> values.keepAlone(operation.writes()));
    }

    private void addGradientsBy(int operation) {
        gradientBy[operation] = graph.operations().get(operation).reads().stream()
                .mapToInt(value -> {
                    if (!withGradient.get(value)) {
                        return NONE;
                    }
                    return graph.readers(value).size() == 1 ? gradientOf[value] : gradients.add(graph.shape(value));
                })
                .toArray();
    }

    private void place(int operation) {
        var planned = graph.operations().get(operation);
        switch (planned.spec()) {
            case Residual _ -> {
                for (int gradient : gradientBy[operation]) {
                    placeGradient(gradient, planned.writes(), 0);
                }
            }
            case Concat _, PadChannels _ -> {
                if (kernels.hasChannelViews()) {
                    placeChannels(operation);
                }
            }
            case Conv2d _,
                    ConvTranspose2d _,
                    LocallyConnected2d _,
                    Dense _,
                    MaxPool2d _,
                    AvgPool2d _,
                    GlobalMaxPool2d _,
                    GlobalAvgPool2d _,
                    AdaptiveAvgPool2d _,
                    Upsample _,
                    BatchNorm _,
                    GroupNorm _,
                    LayerNorm _,
                    Activation _,
                    Softmax _,
                    LogSoftmax _,
                    Dropout _,
                    SpatialDropout2d _,
                    Flatten _,
                    Reshape _ -> {}
        }
    }

    private void placeChannels(int operation) {
        var planned = graph.operations().get(operation);
        for (int i = 0; i < planned.reads().size(); i++) {
            int value = planned.reads().get(i);
            int channel = firstChannel(planned, i);
            if (graph.onlyReader(value) != PlannedGraph.NONE && graph.writer(value) != PlannedGraph.NONE) {
                values.place(value, planned.writes(), channel);
            }
            placeGradient(gradientBy[operation][i], planned.writes(), channel);
        }
    }

    private void placeGradient(int gradient, int ofValue, int channel) {
        if (gradient != NONE) {
            gradients.place(gradient, gradientOf[ofValue], channel);
        }
    }

    /** Where what an operation reads begins among the channels that it writes. */
    private int firstChannel(PlannedOperation operation, int read) {
        int channel = operation.spec() instanceof PadChannels(int before, int _) ? before : 0;
        for (int i = 0; i < read; i++) {
            channel += borderless(operation.reads().get(i)).channels();
        }
        return channel;
    }

    private Layout borderless(int value) {
        return Layout.of(graph.shape(value), maxBatch, Padding2d.NONE);
    }

    private void reserveBorders(PlannedOperation operation) {
        switch (operation.spec()) {
            case Conv2d conv -> {
                var geometry = Conv2dGeometry.of(conv, (Shape.Image) operation.input());
                reserveBorders(operation, kernels.inputBorder(geometry), kernels.outputGradientBorder(geometry));
            }
            case ConvTranspose2d conv -> {
                var geometry = Conv2dGeometry.transposedBy(conv, (Shape.Image) operation.input());
                reserveBorders(operation, kernels.outputGradientBorder(geometry), kernels.inputBorder(geometry));
            }
            default -> {}
        }
    }

    private void reserveBorders(PlannedOperation operation, Padding2d input, Padding2d outputGradient) {
        values.reserveBorder(operation.firstRead(), input);
        if (gradientOf[operation.writes()] != NONE) {
            gradients.reserveBorder(gradientOf[operation.writes()], outputGradient);
        }
    }

    /** Whether something trained depends on a value's gradient. */
    boolean hasGradient(int value) {
        return withGradient.get(value);
    }

    /** The layout of a value. */
    Layout value(int value) {
        return values.layout(value);
    }

    /** The layout of a gradient; without a border where there is none. */
    Layout gradient(int value) {
        return gradientLayout(gradientOf[value], value);
    }

    /** The layout of the gradient that an operation makes by what it reads; without a border where there is none. */
    Layout gradientBy(int operation, int read) {
        return gradientLayout(
                gradientBy[operation][read],
                graph.operations().get(operation).reads().get(read));
    }

    private Layout gradientLayout(int slot, int value) {
        return slot == NONE ? borderless(value) : gradients.layout(slot);
    }

    /** The layout of some channels of what an operation writes: those that one of the values it reads is put into. */
    Layout channelsOf(Layout whole, int operation, int read) {
        var planned = graph.operations().get(operation);
        return whole.view(
                firstChannel(planned, read),
                borderless(planned.reads().get(read)).channels());
    }

    /** Whether a value stands already where the operation that puts it beside others would put it. */
    boolean isValueInPlace(int value) {
        return values.isPlaced(value);
    }

    /** Whether an operation has to make a gradient by what it reads: one that is asked for, and not where it is read. */
    boolean makesGradientBy(int operation, int read) {
        int slot = gradientBy[operation][read];
        return slot != NONE && !gradients.isPlaced(slot);
    }

    /** Values of whose gradients an operation makes the last part in the backward pass, among several. */
    List<Integer> summedBehind(int operation) {
        return graph.operations().get(operation).reads().stream()
                .distinct()
                .filter(withGradient::get)
                .filter(value -> graph.readers(value).size() > 1)
                .filter(value -> graph.readers(value).getFirst() == operation)
                .toList();
    }

    /** The layouts of the gradients that are summed to that of a value, in the order of its readers. */
    List<Layout> termsOfGradient(int value) {
        return slotsOfTerms(value).stream().map(gradients::layout).toList();
    }

    private List<Integer> slotsOfTerms(int value) {
        var slots = new ArrayList<Integer>();
        for (int reader : graph.readers(value).stream().distinct().toList()) {
            var reads = graph.operations().get(reader).reads();
            for (int i = 0; i < reads.size(); i++) {
                if (reads.get(i) == value) {
                    slots.add(gradientBy[reader][i]);
                }
            }
        }
        return slots;
    }

    /**
     * Gives everything its buffer.
     *
     * @param gradientReadAt for each operation the one behind whose turn in the backward pass its output's gradient is
     *     dead: itself or one before it
     * @param unwritten operations that make no gradient by what they read although something trained depends on it
     */
    void assign(boolean training, int[] gradientReadAt, BitSet unwritten) {
        var operations = graph.operations();
        values.use(graph.input(), -1);
        values.use(graph.output(), operations.size());
        for (int i = 0; i < operations.size(); i++) {
            values.use(operations.get(i).writes(), i);
            for (int value : operations.get(i).reads()) {
                values.use(value, i);
            }
        }
        if (!training) {
            values.assignShared();
            return;
        }
        values.assign();
        if (withGradient.get(graph.output())) {
            gradients.use(gradientOf[graph.output()], -1);
        }
        for (int i = 0; i < operations.size(); i++) {
            useGradients(i, gradientReadAt[i], unwritten);
        }
        gradients.assignShared();
    }

    private void useGradients(int operation, int readAt, BitSet unwritten) {
        var planned = graph.operations().get(operation);
        if (withGradient.get(planned.writes()) && readAt != NONE) {
            gradients.use(gradientOf[planned.writes()], turn(readAt));
        }
        for (int slot : gradientBy[operation]) {
            if (slot != NONE && !unwritten.get(operation)) {
                gradients.use(slot, turn(operation));
            }
        }
        for (int value : summedBehind(operation)) {
            slotsOfTerms(value).forEach(term -> gradients.use(term, turn(operation)));
            gradients.use(gradientOf[value], turn(operation));
        }
    }

    /** When an operation has its turn in the backward pass. */
    int turn(int operation) {
        return graph.operations().size() - 1 - operation;
    }

    Slots values() {
        return values;
    }

    Slots gradients() {
        return gradients;
    }

    /** The slot of a value's gradient, or a negative number. */
    int gradientSlot(int value) {
        return gradientOf[value];
    }

    /** The slot of the gradient that an operation makes by what it reads, or a negative number. */
    int gradientSlotBy(int operation, int read) {
        return gradientBy[operation][read];
    }

    /** The slots of the gradients that are summed to that of a value. */
    int[] termSlots(int value) {
        return slotsOfTerms(value).stream().mapToInt(slot -> slot).toArray();
    }
}
