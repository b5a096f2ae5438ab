@NullMarked
package org.scratchcnn.scratch.kernel;

import org.jspecify.annotations.NullMarked;
