/** Rulers that need the Vector API. Loaded only where {@link org.scratchcnn.kernel.VectorSupport} says so. */
@NullMarked
package org.scratchcnn.benchmarks.ruler.vector;

import org.jspecify.annotations.NullMarked;
