package org.scratchcnn.kernel.lanes;

import java.util.stream.IntStream;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Size2d;

/** How a convolution is computed, and the borders that this needs. */
enum ConvolutionMethod {
    DIRECT {
        @Override
        ConvolutionSweep forward(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides y,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new DirectSweep(DirectSweepPlans.forward(geometry, x, y, workspace), loops.convolution(), team);
        }

        @Override
        ConvolutionSweep gradientByInput(
                Conv2dGeometry geometry,
                LaneStrides dy,
                LaneStrides dx,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new DirectSweep(
                    DirectSweepPlans.gradientByInput(geometry, dy, dx, workspace), loops.convolution(), team);
        }

        @Override
        ConvolutionWeightGradient gradientByWeight(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides dy,
                int maxBatch,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            if (ChannelWeightGradient.gains(geometry)) {
                return new ChannelWeightGradient(geometry, x, dy, maxBatch, loops, team, workspace);
            }
            var part = geometry.group();
            var groups = IntStream.range(0, geometry.groups())
                    .mapToObj(group -> new DirectWeightGradient(
                            part,
                            group,
                            x.from(group * part.input().channels()),
                            dy.from(group * part.output().channels()),
                            null,
                            loops,
                            team,
                            workspace))
                    .toList();
            return groups.size() == 1
                    ? groups.getFirst()
                    : (input, gradient, dWeight, dBias) -> {
                        for (int group = 0; group < groups.size(); group++) {
                            groups.get(group).add(input, gradient, dWeight, dBias);
                        }
                    };
        }
    },
    /** Of convolutions whose groups read one channel each. */
    DEPTHWISE {
        @Override
        ConvolutionSweep forward(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides y,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return DepthwiseSweep.forward(geometry, x, y, loops.depthwise(), team, workspace);
        }

        @Override
        ConvolutionSweep gradientByInput(
                Conv2dGeometry geometry,
                LaneStrides dy,
                LaneStrides dx,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return DepthwiseSweep.gradientByInput(geometry, dy, dx, loops.depthwise(), team, workspace);
        }

        @Override
        ConvolutionWeightGradient gradientByWeight(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides dy,
                int maxBatch,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new DepthwiseWeightGradient(geometry, x, dy, loops, team, workspace);
        }
    },
    WINOGRAD {
        @Override
        Padding2d inputBorder(Conv2dGeometry geometry) {
            return WinogradSweepPlan.inputBorder(geometry);
        }

        @Override
        Padding2d outputGradientBorder(Conv2dGeometry geometry) {
            return WinogradSweepPlan.outputGradientBorder(geometry)
                    .max(WinogradWeightGradient.outputGradientBorder(geometry));
        }

        @Override
        ConvolutionSweep forward(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides y,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new WinogradSweep(WinogradSweepPlan.forward(geometry, x, y), loops.winograd(), team, workspace);
        }

        @Override
        ConvolutionSweep gradientByInput(
                Conv2dGeometry geometry,
                LaneStrides dy,
                LaneStrides dx,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new WinogradSweep(
                    WinogradSweepPlan.gradientByInput(geometry, dy, dx), loops.winograd(), team, workspace);
        }

        @Override
        ConvolutionWeightGradient gradientByWeight(
                Conv2dGeometry geometry,
                LaneStrides x,
                LaneStrides dy,
                int maxBatch,
                LaneLoops loops,
                ThreadTeam team,
                Workspace workspace) {
            return new WinogradWeightGradient(geometry, x, dy, loops, team, workspace);
        }
    };

    /** Channels on either side from which on Winograd's transforms pay. */
    private static final int WINOGRAD_CHANNELS = 16;

    /** Tiles of the output from which on the gradient by weights gains: its last transform is done once for all. */
    private static final int WINOGRAD_TILES = 16;

    /** The method for the forward pass and the gradient by input where one of this backend's algorithms is asked for. */
    static ConvolutionMethod of(ConvAlgorithm algorithm, Conv2dGeometry geometry) {
        if (geometry.isDepthwise()) {
            return DEPTHWISE;
        }
        return switch (algorithm) {
            case NAIVE, IM2COL -> throw new IllegalArgumentException("An algorithm of another backend: " + algorithm);
            case DIRECT -> DIRECT;
            case WINOGRAD -> fitsWinograd(geometry) ? WINOGRAD : DIRECT;
            case AUTO -> fitsWinograd(geometry) && gainsByWinograd(geometry) ? WINOGRAD : DIRECT;
        };
    }

    /** The method for the gradient by weights; its borders are no wider than those of the other passes' method. */
    static ConvolutionMethod ofWeightGradient(ConvAlgorithm algorithm, Conv2dGeometry geometry) {
        var method = of(algorithm, geometry);
        if (method != WINOGRAD) {
            return method;
        }
        boolean direct =
                WinogradWeightGradient.tiles(geometry) < WINOGRAD_TILES || ChannelWeightGradient.gains(geometry);
        return algorithm == ConvAlgorithm.AUTO && direct ? DIRECT : method;
    }

    private static boolean fitsWinograd(Conv2dGeometry geometry) {
        var window = geometry.window();
        return geometry.groups() == 1
                && window.kernel().equals(Size2d.square(3))
                && window.stride().equals(Size2d.ONE)
                && window.dilation().equals(Size2d.ONE);
    }

    private static boolean gainsByWinograd(Conv2dGeometry geometry) {
        var output = geometry.output();
        return output.height() > 1
                && output.width() > 1
                && geometry.input().channels() >= WINOGRAD_CHANNELS
                && output.channels() >= WINOGRAD_CHANNELS;
    }

    /** What the windows reach beyond the image, but where a method overrides it. */
    Padding2d inputBorder(Conv2dGeometry geometry) {
        return ConvolutionBorders.input(geometry);
    }

    Padding2d outputGradientBorder(Conv2dGeometry geometry) {
        return ConvolutionBorders.outputGradient(geometry);
    }

    abstract ConvolutionSweep forward(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides y,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace);

    abstract ConvolutionSweep gradientByInput(
            Conv2dGeometry geometry,
            LaneStrides dy,
            LaneStrides dx,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace);

    abstract ConvolutionWeightGradient gradientByWeight(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides dy,
            int maxBatch,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace);
}
