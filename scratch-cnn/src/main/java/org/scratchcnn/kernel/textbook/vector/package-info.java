/** Matrix multiplication in the Vector API. Loaded only where {@link org.scratchcnn.kernel.VectorSupport} says so. */
@NullMarked
package org.scratchcnn.kernel.textbook.vector;

import org.jspecify.annotations.NullMarked;
