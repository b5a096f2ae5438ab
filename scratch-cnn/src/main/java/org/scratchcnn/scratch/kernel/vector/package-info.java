/** What is asked of the Vector API itself. Loaded only where {@link org.scratchcnn.scratch.kernel.VectorSupport} says so. */
@NullMarked
package org.scratchcnn.scratch.kernel.vector;

import org.jspecify.annotations.NullMarked;
