/** The same networks in PyTorch, and its worker process. */
@NullMarked
package org.scratchcnn.pytorch;

import org.jspecify.annotations.NullMarked;
