@NullMarked
package org.scratchcnn.kernel.lanes;

import org.jspecify.annotations.NullMarked;
