package org.scratchcnn.scratch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.core.spec.Bias;
import org.scratchcnn.core.spec.Conv2d;
import org.scratchcnn.core.spec.ParameterSpec;

/** A convolution planned on a backend, which is run on NCHW arrays. Every run checks that nothing else was written. */
final class PlannedConv2d {

    /** What goes in; gradients by weight and bias are what the arrays hold before. */
    record Inputs(int images, float[] x, float[] weight, float[] bias, float[] dy, float[] dWeight, float[] dBias) {}

    /** What comes out. */
    record Outputs(float[] y, float[] dx, float[] dWeight, float[] dBias) {}

    private final BackendUnderTest backend;
    private final Kernels kernels;
    private final WeightedKernel kernel;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Activations x;
    private final Activations y;
    private final Activations dx;
    private final Activations dy;

    PlannedConv2d(BackendUnderTest backend, ThreadTeam team, Conv2dGeometry geometry, int maxBatch) {
        this.backend = backend;
        kernels = backend.kernels(team);
        var extra = backend.extraBorder();
        var in = geometry.input();
        var out = geometry.output();
        var xLayout = Layout.of(in, maxBatch, kernels.inputBorder(geometry).max(extra));
        var yLayout = Layout.of(out, maxBatch, extra);
        var dxLayout = Layout.of(in, maxBatch, extra);
        var dyLayout =
                Layout.of(out, maxBatch, kernels.outputGradientBorder(geometry).max(extra));
        kernel = kernels.conv2d(geometry, xLayout, yLayout, dxLayout, dyLayout);
        x = kernels.allocate(xLayout);
        y = kernels.allocate(yLayout);
        dx = kernels.allocate(dxLayout);
        dy = kernels.allocate(dyLayout);
        var conv = new Conv2d(in.channels(), out.channels(), geometry.window(), geometry.bias());
        List<ParameterSpec> parameters = conv.parameters(in);
        weight = new Parameter(parameters.getFirst());
        bias = geometry.bias() == Bias.NONE ? null : new Parameter(parameters.getLast());
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
        kernels.pack(inputs.x, inputs.images, x);
        kernels.pack(inputs.dy, inputs.images, dy);
        var dWeight = inputs.dWeight.clone();
        var dBias = inputs.dBias.clone();
        kernel.forward(x, y);
        kernel.gradientByInput(dy, dx);
        kernel.gradientByWeight(x, dy, dWeight, dBias);
        assertThat(Unpacked.of(kernels, x)).as("x, which is only read").isEqualTo(inputs.x);
        assertThat(Unpacked.of(kernels, dy)).as("dy, which is only read").isEqualTo(inputs.dy);
        for (var activations : List.of(x, y, dx, dy)) {
            backend.assertBordersAreZero(activations);
        }
        return new Outputs(Unpacked.of(kernels, y), Unpacked.of(kernels, dx), dWeight, dBias);
    }

    private static void set(Parameter parameter, float[] values) {
        assertThat(values).hasSameSizeAs(parameter.values());
        System.arraycopy(values, 0, parameter.values(), 0, values.length);
        parameter.changed();
    }
}
