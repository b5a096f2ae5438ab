/** Named parameter values: drawn from a seed, kept as snapshots. */
@NullMarked
package org.scratchcnn.core.parameter;

import org.jspecify.annotations.NullMarked;
