/** The one training loop, over any engine's session. */
@NullMarked
package org.scratchcnn.core.training;

import org.jspecify.annotations.NullMarked;
