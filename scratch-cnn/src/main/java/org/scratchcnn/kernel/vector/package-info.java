/** What is asked of the Vector API itself. Loaded only where {@link org.scratchcnn.kernel.VectorSupport} says so. */
@NullMarked
package org.scratchcnn.kernel.vector;

import org.jspecify.annotations.NullMarked;
