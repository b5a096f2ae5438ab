@NullMarked
package org.scratchcnn.scratch.kernel.lanes;

import org.jspecify.annotations.NullMarked;
