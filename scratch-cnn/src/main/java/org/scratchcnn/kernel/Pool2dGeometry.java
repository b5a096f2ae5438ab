package org.scratchcnn.kernel;

import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** A pooling between two known shapes; both have the same channels. */
public record Pool2dGeometry(Shape.Image input, Shape.Image output, Window2d window) {}
