/** Samples in memory with their targets, scaled, split by class and handed out in batches. */
@NullMarked
package org.scratchcnn.datasets.sample;

import org.jspecify.annotations.NullMarked;
