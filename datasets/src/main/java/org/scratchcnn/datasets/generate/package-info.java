/** Data that are drawn: the spiral, and the shapes that stand in for an image set. */
@NullMarked
package org.scratchcnn.datasets.generate;

import org.jspecify.annotations.NullMarked;
