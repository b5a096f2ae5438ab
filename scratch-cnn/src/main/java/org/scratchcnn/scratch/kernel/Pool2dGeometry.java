package org.scratchcnn.scratch.kernel;

import org.scratchcnn.core.spec.Shape;
import org.scratchcnn.core.spec.Window2d;

/** A pooling between two known shapes; both have the same channels. */
public record Pool2dGeometry(Shape.Image input, Shape.Image output, Window2d window) {}
