/** The Vector API versions of the loops that take the time. The only classes of the backend that need the incubator. */
@NullMarked
package org.scratchcnn.kernel.lanes.vector;

import org.jspecify.annotations.NullMarked;
