/** The same networks in Deeplearning4j, and its worker process. */
@NullMarked
package org.scratchcnn.dl4j;

import org.jspecify.annotations.NullMarked;
