package org.scratchcnn.kernel;

import static org.scratchcnn.oracle.Numbers.assertSameBits;

import java.util.List;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;

/** A layer without parameters planned on a backend, which is run on NCHW arrays. */
final class PlannedUnary {

    /** Plans the kernel; layouts in the order of {@link Kernels}' methods. */
    @FunctionalInterface
    interface Planner {
        UnaryKernel plan(Kernels kernels, Layout x, Layout y, Layout dx, Layout dy);
    }

    /** What comes out. */
    record Outputs(float[] y, float[] dx) {

        void assertSameBitsAs(Outputs other, String circumstances) {
            Numbers.assertSameBits("y " + circumstances, y, other.y);
            Numbers.assertSameBits("dx " + circumstances, dx, other.dx);
        }
    }

    private final BackendUnderTest backend;
    private final Kernels kernels;
    private final UnaryKernel kernel;
    private final Activations x;
    private final Activations y;
    private final Activations dx;
    private final Activations dy;

    PlannedUnary(BackendUnderTest backend, ThreadTeam team, Shape in, Shape out, int maxBatch, Planner planner) {
        this.backend = backend;
        kernels = backend.kernels(team);
        var inLayout = backend.layout(in, maxBatch, border(in));
        var outLayout = backend.layout(out, maxBatch, border(out));
        kernel = planner.plan(kernels, inLayout, outLayout, inLayout, outLayout);
        kernels.workspace().allocate();
        x = backend.allocate(kernels, inLayout);
        y = backend.allocate(kernels, outLayout);
        dx = backend.allocate(kernels, inLayout);
        dy = backend.allocate(kernels, outLayout);
    }

    private Padding2d border(Shape shape) {
        return shape instanceof Shape.Image ? backend.extraBorder() : Padding2d.NONE;
    }

    /** Forward and gradient. */
    Outputs run(int images, float[] input, float[] outputGradient) {
        for (var activations : List.of(x, y, dx, dy)) {
            activations.setImages(images);
        }
        kernels.pack(input, 0, images, x);
        kernels.pack(outputGradient, 0, images, dy);
        kernel.forward(x, y);
        var output = Unpacked.of(kernels, y);
        kernel.gradientByInput(x, y, dy, dx);
        assertSameBits("x, which is only read,", Unpacked.of(kernels, x), input);
        assertSameBits("y, which the gradient only reads", Unpacked.of(kernels, y), output);
        assertSameBits("dy, which is only read,", Unpacked.of(kernels, dy), outputGradient);
        for (var activations : List.of(x, y, dx, dy)) {
            backend.assertBordersAreZero(activations);
        }
        return new Outputs(output, Unpacked.of(kernels, dx));
    }
}
