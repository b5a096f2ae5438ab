package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertSameBits;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;

/** A convolution or a dense layer planned on a backend, run on NCHW arrays. Every run checks that nothing else was written. */
final class PlannedWeighted {

    /** What goes in; gradients by weight and bias are what the arrays hold before. */
    record Inputs(int images, float[] x, float[] weight, float[] bias, float[] dy, float[] dWeight, float[] dBias) {}

    /** What comes out. */
    record Outputs(float[] y, float[] dx, float[] dWeight, float[] dBias) {

        void assertSameBitsAs(Outputs other, String circumstances) {
            assertSameBits("y " + circumstances, y, other.y);
            assertSameBits("dx " + circumstances, dx, other.dx);
            assertSameBits("dWeight " + circumstances, dWeight, other.dWeight);
            assertSameBits("dBias " + circumstances, dBias, other.dBias);
        }
    }

    private final BackendUnderTest backend;
    private final ThreadTeam team;
    private final Kernels kernels;
    private final WeightedKernel kernel;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Activations x;
    private final Activations y;
    private final Activations dx;
    private final Activations dy;

    private PlannedWeighted(
            BackendUnderTest backend,
            ThreadTeam team,
            Kernels kernels,
            WeightedKernel kernel,
            List<ParameterSpec> parameters,
            List<Layout> layouts) {
        this.backend = backend;
        this.team = team;
        this.kernels = kernels;
        this.kernel = kernel;
        weight = new Parameter(parameters.getFirst());
        bias = parameters.size() == 1 ? null : new Parameter(parameters.getLast());
        kernels.workspace().allocate();
        x = backend.allocate(kernels, layouts.get(0));
        y = backend.allocate(kernels, layouts.get(1));
        dx = backend.allocate(kernels, layouts.get(2));
        dy = backend.allocate(kernels, layouts.get(3));
    }

    static PlannedWeighted conv2d(BackendUnderTest backend, ThreadTeam team, Conv2dGeometry geometry, int maxBatch) {
        var kernels = backend.kernels(team);
        var extra = backend.extraBorder();
        var in = geometry.input();
        var out = geometry.output();
        var x = backend.layout(in, maxBatch, kernels.inputBorder(geometry).max(extra));
        var y = backend.layout(out, maxBatch, extra);
        var dx = backend.layout(in, maxBatch, extra);
        var dy = backend.layout(
                out, maxBatch, kernels.outputGradientBorder(geometry).max(extra));
        var conv = new Conv2d(in.channels(), out.channels(), geometry.window(), geometry.bias(), geometry.groups());
        return new PlannedWeighted(
                backend,
                team,
                kernels,
                kernels.conv2d(geometry, x, y, dx, dy),
                conv.parameters(in),
                List.of(x, y, dx, dy));
    }

    static PlannedWeighted convTranspose2d(
            BackendUnderTest backend, ThreadTeam team, ConvTranspose2d conv, Shape.Image in, int maxBatch) {
        var kernels = backend.kernels(team);
        var extra = backend.extraBorder();
        var geometry = Conv2dGeometry.transposedBy(conv, in);
        var out = geometry.input();
        var x = backend.layout(
                in, maxBatch, kernels.outputGradientBorder(geometry).max(extra));
        var y = backend.layout(out, maxBatch, extra);
        var dx = backend.layout(in, maxBatch, extra);
        var dy = backend.layout(out, maxBatch, kernels.inputBorder(geometry).max(extra));
        return new PlannedWeighted(
                backend,
                team,
                kernels,
                kernels.convTranspose2d(geometry, x, y, dx, dy),
                conv.parameters(in),
                List.of(x, y, dx, dy));
    }

    /** With that convolution's window. */
    static PlannedWeighted locallyConnected2d(
            BackendUnderTest backend, ThreadTeam team, Conv2d conv, Shape.Image in, int maxBatch) {
        var kernels = backend.kernels(team);
        var geometry = Conv2dGeometry.of(conv, in);
        var x = backend.layout(in, maxBatch, backend.extraBorder());
        var y = backend.layout(geometry.output(), maxBatch, backend.extraBorder());
        var local = new LocallyConnected2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.bias());
        return new PlannedWeighted(
                backend,
                team,
                kernels,
                kernels.locallyConnected2d(geometry, x, y, x, y),
                local.parameters(in),
                List.of(x, y, x, y));
    }

    static PlannedWeighted dense(BackendUnderTest backend, ThreadTeam team, Dense dense, int maxBatch) {
        var kernels = backend.kernels(team);
        var in = Shape.features(dense.inFeatures());
        var x = backend.layout(in, maxBatch, Padding2d.NONE);
        var y = backend.layout(Shape.features(dense.outFeatures()), maxBatch, Padding2d.NONE);
        return new PlannedWeighted(
                backend, team, kernels, kernels.dense(x, y, x, y), dense.parameters(in), List.of(x, y, x, y));
    }

    /** Forward and both gradients. */
    Outputs run(Inputs inputs) {
        set(weight, inputs.weight);
        if (bias != null) {
            set(bias, inputs.bias);
        }
        kernel.prepare(weight, bias);
        for (var activations : List.of(x, y, dx, dy)) {
            activations.setImages(inputs.images);
        }
        kernels.pack(inputs.x, 0, inputs.images, x);
        kernels.pack(inputs.dy, 0, inputs.images, dy);
        var dWeight = inputs.dWeight.clone();
        var dBias = inputs.dBias.clone();
        soilThreadBuffers();
        kernel.forward(x, y);
        soilThreadBuffers();
        kernel.gradientByInput(dy, dx);
        soilThreadBuffers();
        kernel.gradientByWeight(x, dy, dWeight, dBias);
        assertSameBits("x, which is only read,", Unpacked.of(kernels, x), inputs.x);
        assertSameBits("dy, which is only read,", Unpacked.of(kernels, dy), inputs.dy);
        for (var activations : List.of(x, y, dx, dy)) {
            backend.assertBordersAreZero(activations);
        }
        return new Outputs(Unpacked.of(kernels, y), Unpacked.of(kernels, dx), dWeight, dBias);
    }

    /** As other kernels do, which share them. */
    private void soilThreadBuffers() {
        for (int thread = 0; thread < team.threads(); thread++) {
            Arrays.fill(kernels.workspace().perThread(0).of(thread), Float.NaN);
        }
    }

    private static void set(Parameter parameter, float[] values) {
        assertThat(values).hasSameSizeAs(parameter.values());
        System.arraycopy(values, 0, parameter.values(), 0, values.length);
        parameter.changed();
    }
}
