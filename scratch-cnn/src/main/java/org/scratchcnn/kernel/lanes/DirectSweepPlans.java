package org.scratchcnn.kernel.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    /** One sweep a group. */
    static List<DirectSweepPlan> forward(Conv2dGeometry geometry, LaneStrides x, LaneStrides y, Workspace workspace) {
        var part = geometry.group();
        int channels = part.output().channels();
        return IntStream.range(0, geometry.groups())
                .mapToObj(group -> forward(
                        part,
                        x.from(group * part.input().channels()),
                        y.from(group * channels),
                        group,
                        wholeTiles(channels),
                        workspace))
                .toList();
    }

    /**
     * The sweep of one group.
     *
     * @param part a group's geometry
     * @param x from its first channel on
     * @param y from its first channel on
     * @param packed channels for whose weights there has to be room
     */
    static DirectSweepPlan forward(
            Conv2dGeometry part, LaneStrides x, LaneStrides y, int group, int packed, Workspace workspace) {
        var window = part.window();
        int channels = part.output().channels();
        var offsets = offsets(part, x);
        int firstWeight = group * channels * offsets.length;
        return new DirectSweepPlan(
                channels,
                group * channels,
                part.output().height(),
                part.output().width(),
                offsets,
                IntStream.range(firstWeight, firstWeight + offsets.length).toArray(),
                offsets.length,
                workspace.floats((long) packed * offsets.length),
                x.at(0, -window.padding().top(), -window.padding().left()),
                window.stride().height() * x.row(),
                window.stride().width() * x.lanes(),
                y.origin(),
                y.channel(),
                y.row(),
                y.lanes());
    }

    private static int wholeTiles(int channels) {
        return Math.ceilDiv(channels, DirectSweepPlan.TILE) * DirectSweepPlan.TILE;
    }

    /** Together these write every value of dx once. */
    static List<DirectSweepPlan> gradientByInput(
            Conv2dGeometry geometry, LaneStrides dy, LaneStrides dx, Workspace workspace) {
        var part = geometry.group();
        int channels = part.input().channels();
        return IntStream.range(0, geometry.groups())
                .mapToObj(group -> gradientByInput(
                        part,
                        dy.from(group * part.output().channels()),
                        dx.from(group * channels),
                        group,
                        wholeTiles(channels),
                        workspace))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The sweeps of one group, one for each remainder of a position by the stride.
     *
     * @param part a group's geometry
     * @param dy from its first channel on
     * @param dx from its first channel on
     * @param packed channels for whose weights there has to be room
     */
    static List<DirectSweepPlan> gradientByInput(
            Conv2dGeometry part, LaneStrides dy, LaneStrides dx, int group, int packed, Workspace workspace) {
        var stride = part.window().stride();
        var plans = new ArrayList<DirectSweepPlan>();
        for (int row = 0; row < Math.min(stride.height(), part.input().height()); row++) {
            for (int column = 0; column < Math.min(stride.width(), part.input().width()); column++) {
                plans.add(gradientByInput(part, dy, dx, group, packed, row, column, workspace));
            }
        }
        return List.copyOf(plans);
    }

    /** The sweep that writes dx at {@code firstRow + i·stride, firstColumn + j·stride}. */
    private static DirectSweepPlan gradientByInput(
            Conv2dGeometry part,
            LaneStrides dy,
            LaneStrides dx,
            int group,
            int packed,
            int firstRow,
            int firstColumn,
            Workspace workspace) {
        var window = part.window();
        var stride = window.stride();
        int inChannels = part.input().channels();
        int outChannels = part.output().channels();
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
                        positions.add((group * outChannels + out) * inChannels * height * width + ky * width + kx);
                    }
                }
            }
        }
        return new DirectSweepPlan(
                inChannels,
                group * inChannels,
                Math.ceilDiv(part.input().height() - firstRow, stride.height()),
                Math.ceilDiv(part.input().width() - firstColumn, stride.width()),
                offsets.stream().mapToInt(Integer::intValue).toArray(),
                positions.stream().mapToInt(Integer::intValue).toArray(),
                height * width,
                workspace.floats((long) packed * offsets.size()),
                dy.origin(),
                dy.row(),
                dy.lanes(),
                dx.at(0, firstRow, firstColumn),
                dx.channel(),
                stride.height() * dx.row(),
                stride.width() * dx.lanes());
    }
}
