package org.scratchcnn.kernel.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.Workspace;

/** Plans the sweeps of a convolution's forward pass and of its gradient by input. */
final class DirectSweepPlans {

    private DirectSweepPlans() {}

    /** From a window's first value to the one that each weight {@code [in, kH, kW]} meets. */
    static int[] offsets(Conv2dGeometry geometry, LaneStrides x) {
        var kernel = geometry.window().kernel();
        var dilation = geometry.window().dilation();
        var offsets = new int[geometry.input().channels() * kernel.area()];
        int tap = 0;
        for (int in = 0; in < geometry.input().channels(); in++) {
            for (int ky = 0; ky < kernel.height(); ky++) {
                for (int kx = 0; kx < kernel.width(); kx++) {
                    offsets[tap++] =
                            in * x.channel() + ky * dilation.height() * x.row() + kx * dilation.width() * x.lanes();
                }
            }
        }
        return offsets;
    }

    static DirectSweepPlan forward(Conv2dGeometry geometry, LaneStrides x, LaneStrides y, Workspace workspace) {
        var window = geometry.window();
        int outChannels = geometry.output().channels();
        var offsets = offsets(geometry, x);
        return new DirectSweepPlan(
                outChannels,
                geometry.output().height(),
                geometry.output().width(),
                offsets,
                IntStream.range(0, offsets.length).toArray(),
                offsets.length,
                packedWeights(outChannels, offsets.length, workspace),
                x.at(0, -window.padding().top(), -window.padding().left()),
                window.stride().height() * x.row(),
                window.stride().width() * x.lanes(),
                y.origin(),
                y.channel(),
                y.row(),
                y.lanes());
    }

    private static Buffer<float[]> packedWeights(int channels, int taps, Workspace workspace) {
        return workspace.floats((long) Math.ceilDiv(channels, DirectSweepPlan.TILE) * taps * DirectSweepPlan.TILE);
    }

    /** Together these write every value of dx once. */
    static List<DirectSweepPlan> gradientByInput(
            Conv2dGeometry geometry, LaneStrides dy, LaneStrides dx, Workspace workspace) {
        var stride = geometry.window().stride();
        var plans = new ArrayList<DirectSweepPlan>();
        for (int row = 0; row < Math.min(stride.height(), geometry.input().height()); row++) {
            for (int column = 0;
                    column < Math.min(stride.width(), geometry.input().width());
                    column++) {
                plans.add(gradientByInput(geometry, dy, dx, row, column, workspace));
            }
        }
        return List.copyOf(plans);
    }

    /** The sweep that writes dx at {@code firstRow + i·stride, firstColumn + j·stride}. */
    private static DirectSweepPlan gradientByInput(
            Conv2dGeometry geometry,
            LaneStrides dy,
            LaneStrides dx,
            int firstRow,
            int firstColumn,
            Workspace workspace) {
        var window = geometry.window();
        var stride = window.stride();
        int inChannels = geometry.input().channels();
        int outChannels = geometry.output().channels();
        int height = window.kernel().height();
        int width = window.kernel().width();
        var offsets = new ArrayList<Integer>();
        var positions = new ArrayList<Integer>();
        for (int out = 0; out < outChannels; out++) {
            for (int ky = 0; ky < height; ky++) {
                int y = firstRow
                        + window.padding().top()
                        - ky * window.dilation().height();
                for (int kx = 0; kx < width; kx++) {
                    int x = firstColumn
                            + window.padding().left()
                            - kx * window.dilation().width();
                    if (y % stride.height() == 0 && x % stride.width() == 0) {
                        offsets.add(
                                out * dy.channel() + y / stride.height() * dy.row() + x / stride.width() * dy.lanes());
                        positions.add(out * inChannels * height * width + ky * width + kx);
                    }
                }
            }
        }
        return new DirectSweepPlan(
                inChannels,
                Math.ceilDiv(geometry.input().height() - firstRow, stride.height()),
                Math.ceilDiv(geometry.input().width() - firstColumn, stride.width()),
                offsets.stream().mapToInt(Integer::intValue).toArray(),
                positions.stream().mapToInt(Integer::intValue).toArray(),
                height * width,
                packedWeights(inChannels, offsets.size(), workspace),
                dy.origin(),
                dy.row(),
                dy.lanes(),
                dx.at(0, firstRow, firstColumn),
                dx.channel(),
                stride.height() * dx.row(),
                stride.width() * dx.lanes());
    }
}
