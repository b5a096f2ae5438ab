package org.scratchcnn.kernel;

import static org.scratchcnn.oracle.Numbers.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;

/**
 * A batch normalization planned on a backend, run on NCHW arrays in parts. Every run checks that nothing else was
 * written.
 */
final class PlannedBatchNorm {

    static final double EPSILON = 1e-5;

    /**
     * What goes in; gradients by weight and bias are what the arrays hold before.
     *
     * @param parts images of each
     * @param weight empty, like bias, to have none
     */
    record Inputs(
            List<Integer> parts, float[] x, float[] weight, float[] bias, float[] dy, float[] dWeight, float[] dBias) {}

    /** What comes out. */
    record Outputs(float[] y, float[] dx, float[] dWeight, float[] dBias, double[] mean, double[] variance) {

        void assertSameBitsAs(Outputs other, String circumstances) {
            Numbers.assertSameBits("y " + circumstances, y, other.y);
            Numbers.assertSameBits("dx " + circumstances, dx, other.dx);
            Numbers.assertSameBits("dWeight " + circumstances, dWeight, other.dWeight);
            Numbers.assertSameBits("dBias " + circumstances, dBias, other.dBias);
            Numbers.assertSameBits("mean " + circumstances, toFloat(mean), toFloat(other.mean));
            Numbers.assertSameBits("variance " + circumstances, toFloat(variance), toFloat(other.variance));
        }

        private static float[] toFloat(double[] values) {
            var floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }

    /** The activations of one part. */
    private record Part(Activations x, Activations y, Activations dx, Activations dy) {

        List<Activations> all() {
            return List.of(x, y, dx, dy);
        }
    }

    private final BackendUnderTest backend;
    private final ThreadTeam team;
    private final Kernels kernels;
    private final Shape shape;
    private final Layout inner;
    private final Layout outer;
    private final BatchNormKernel kernel;

    /**
     * Plans.
     *
     * @param maxBatch images of a part
     * @param borders of x, y, dx and dy
     */
    PlannedBatchNorm(BackendUnderTest backend, ThreadTeam team, Shape shape, int maxBatch, Borders borders) {
        this.backend = backend;
        this.team = team;
        this.shape = shape;
        kernels = backend.kernels(team);
        var extra = shape instanceof Shape.Image ? backend.extraBorder() : Padding2d.NONE;
        inner = Layout.of(shape, maxBatch, borders == Borders.EVERYWHERE ? extra : Padding2d.NONE);
        outer = Layout.of(shape, maxBatch, borders == Borders.NOWHERE ? Padding2d.NONE : extra);
        kernel = kernels.batchNorm(EPSILON, inner, outer, outer, inner);
        kernels.workspace().allocate();
    }

    /** Where activations have borders. */
    enum Borders {
        NOWHERE,
        AROUND_WHAT_IS_WRITTEN,
        EVERYWHERE
    }

    BatchNormKernel kernel() {
        return kernel;
    }

    /** Everything with statistics of the batch. */
    Outputs run(Inputs inputs) {
        return run(inputs, null, null);
    }

    /** Everything with the given statistics. */
    Outputs run(Inputs inputs, float @Nullable [] mean, float @Nullable [] variance) {
        var parts = parts(inputs);
        kernel.prepare(parameter("weight", inputs.weight), parameter("bias", inputs.bias));
        if (mean != null && variance != null) {
            kernel.useStatistics(mean, variance);
        } else {
            kernel.beginStatistics();
            for (var part : parts) {
                soilThreadBuffers();
                kernel.addStatistics(part.x);
            }
            kernel.finishStatistics();
        }
        for (var part : parts) {
            kernel.forward(part.x, part.y);
        }
        var dWeight = inputs.dWeight.clone();
        var dBias = inputs.dBias.clone();
        kernel.beginGradients();
        for (var part : parts) {
            soilThreadBuffers();
            kernel.addGradients(part.x, part.dy);
        }
        kernel.finishGradients(dWeight, dBias);
        for (var part : parts) {
            kernel.gradientByInput(part.x, part.dy, part.dx);
            part.all().forEach(backend::assertBordersAreZero);
            backend.assertUnusedLanesAreZero(part.y);
            backend.assertUnusedLanesAreZero(part.dx);
        }
        assertSameBits(
                "x, which is only read,", joined(parts.stream().map(Part::x).toList()), inputs.x);
        assertSameBits(
                "dy, which is only read,", joined(parts.stream().map(Part::dy).toList()), inputs.dy);
        return new Outputs(
                joined(parts.stream().map(Part::y).toList()),
                joined(parts.stream().map(Part::dx).toList()),
                dWeight,
                dBias,
                kernel.mean().clone(),
                kernel.variance().clone());
    }

    /** New activations that hold the inputs, and NaNs wherever there is no image. */
    private List<Part> parts(Inputs inputs) {
        var parts = new ArrayList<Part>();
        var nans = new float[inner.maxBatch() * shape.size()];
        Arrays.fill(nans, Float.NaN);
        int first = 0;
        for (int images : inputs.parts) {
            var part = new Part(
                    kernels.allocate(inner), kernels.allocate(outer), kernels.allocate(outer), kernels.allocate(inner));
            for (var activations : List.of(part.x, part.y, part.dx)) {
                kernels.pack(nans, 0, images, activations);
                backend.soilUnusedLanes(activations);
                activations.setImages(inner.maxBatch());
            }
            kernels.pack(inputs.x, first, images, part.x);
            kernels.pack(inputs.dy, first, images, part.dy);
            backend.soilUnusedLanes(part.x);
            parts.add(part);
            first += images;
        }
        return parts;
    }

    private float[] joined(List<Activations> parts) {
        int size = parts.stream().mapToInt(part -> part.images() * shape.size()).sum();
        var joined = new float[size];
        int first = 0;
        for (var part : parts) {
            kernels.unpack(part, joined, first);
            first += part.images();
        }
        return joined;
    }

    /** As other kernels do, which share them. */
    private void soilThreadBuffers() {
        for (int thread = 0; thread < team.threads(); thread++) {
            Arrays.fill(kernels.workspace().perThread(0).of(thread), Float.NaN);
        }
    }

    private static @Nullable Parameter parameter(String name, float[] values) {
        if (values.length == 0) {
            return null;
        }
        var parameter = new Parameter(new ParameterSpec(name, ParameterSpec.Role.WEIGHT, List.of(values.length), 1, 1));
        System.arraycopy(values, 0, parameter.values(), 0, values.length);
        return parameter;
    }
}
