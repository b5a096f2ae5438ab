/** Matrix multiplication in the Vector API. Loaded only where {@link org.scratchcnn.scratch.kernel.VectorSupport} says so. */
@NullMarked
package org.scratchcnn.scratch.kernel.textbook.vector;

import org.jspecify.annotations.NullMarked;
