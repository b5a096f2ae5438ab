package org.scratchcnn;

import static org.scratchcnn.Layers.avgPool2d;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.branch;
import static org.scratchcnn.Layers.concat;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.globalAvgPool;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.Layers.residual;

/** A small network with a residual block, parallel branches and batch normalizations, for tests. */
public final class BranchedNetwork {

    private BranchedNetwork() {}

    /** For images of {@code [1, 8, 8]}. */
    public static Network of(int classes) {
        return Network.of(
                image(1, 8, 8),
                conv2d(4, 3).same().bias(false),
                batchNorm(),
                relu(),
                residual(
                                conv2d(8, 3).stride(2).padding(1).bias(false),
                                batchNorm(),
                                relu(),
                                conv2d(8, 3).same().bias(false),
                                batchNorm())
                        .shortcut(conv2d(8, 1).stride(2).bias(false), batchNorm()),
                relu(),
                concat(
                        branch(conv2d(6, 1), batchNorm(), relu()),
                        branch(avgPool2d(3).stride(1).padding(1))),
                globalAvgPool(),
                dense(classes));
    }
}
