package org.scratchcnn.kernel.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;

class TextbookAllocationTest {

    private static final float[] NO_BIAS = {};

    @ParameterizedTest
    @EnumSource(names = {"NAIVE", "IM2COL"})
    void plannedKernelsAllocateNothing(ConvAlgorithm algorithm) {
        try (var team = new ThreadTeam(1)) {
            var pass = pass(new TextbookKernels(algorithm, new BlockedMatrixMultiply(), team));
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            // The JVM itself allocates something now and then: what a pass allocates, every pass does.
            for (int i = 0; i < 10; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                pass.run();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    /** Every operation once, forward and backward. */
    private static Runnable pass(TextbookKernels kernels) {
        int images = 3;
        var image = Shape.image(3, 8, 8);
        var conv = Conv2d.of(3, 3, 3).withPadding(Padding2d.all(1));
        var poolGeometry = Pool2dGeometry.sliding(PoolWindow.of(1), true, image);
        var layout = Layout.of(image, images, Padding2d.NONE);
        var x = kernels.allocate(layout);
        var y = kernels.allocate(layout);
        var dx = kernels.allocate(layout);
        var dy = kernels.allocate(layout);
        var weight = new Parameter(conv.parameters(image).getFirst());
        var bias = new Parameter(conv.parameters(image).getLast());
        var convolution = kernels.conv2d(Conv2dGeometry.of(conv, image), layout, layout, layout, layout);
        var maxPool = kernels.maxPool2d(poolGeometry, layout, layout, layout, layout);
        var avgPool = kernels.avgPool2d(poolGeometry, layout, layout, layout, layout);
        var relu = kernels.activation(new Activation.Function.Relu(), layout, layout, layout, layout);
        var reshape = kernels.reshape(layout, layout, layout, layout);
        var dropout =
                kernels.dropout(new DropoutMask(0.5, DropoutMask.Unit.VALUE, 1, "0"), layout, layout, layout, layout);
        var norm = kernels.batchNorm(1e-5, layout, layout, layout, layout);
        var sum = kernels.sum(List.of(layout, layout, layout), layout);
        var summands = List.of(x, dy, dx);
        var normWeight =
                new Parameter(new ParameterSpec("weight", ParameterSpec.Role.WEIGHT, List.of(image.channels()), 1, 1));
        var featuresOut = Layout.of(Shape.features(8), images, Padding2d.NONE);
        var dense = kernels.dense(layout, featuresOut, layout, featuresOut);
        var denseWeight = new Parameter(Dense.of(image.size(), 8)
                .parameters(Shape.features(image.size()))
                .getFirst());
        var logits = kernels.allocate(featuresOut);
        var values = new float[images * image.size()];
        kernels.workspace().allocate();
        return () -> {
            kernels.pack(values, 0, images, x);
            convolution.prepare(weight, bias);
            convolution.forward(x, y);
            convolution.gradientByWeight(x, dy, weight.gradient(), bias.gradient());
            convolution.gradientByInput(dy, dx);
            dense.prepare(denseWeight, null);
            dense.forward(x, logits);
            dense.gradientByWeight(x, logits, denseWeight.gradient(), NO_BIAS);
            dense.gradientByInput(logits, dx);
            maxPool.forward(x, y);
            maxPool.gradientByInput(x, y, dy, dx);
            avgPool.forward(x, y);
            avgPool.gradientByInput(x, y, dy, dx);
            relu.forward(x, y);
            relu.gradientByInput(x, y, dy, dx);
            reshape.forward(x, y);
            reshape.gradientByInput(x, y, dy, dx);
            dropout.forward(x, y, 1, 0);
            dropout.copy(x, y);
            dropout.gradientByInput(dy, dx, 1, 0);
            norm.prepare(normWeight, null);
            norm.beginStatistics();
            norm.addStatistics(x);
            norm.finishStatistics();
            norm.forward(x, y);
            norm.beginGradients();
            norm.addGradients(x, dy);
            norm.finishGradients(normWeight.gradient(), NO_BIAS);
            norm.gradientByInput(x, dy, dx);
            sum.run(summands, y);
            kernels.unpack(y, values, 0);
        };
    }
}
