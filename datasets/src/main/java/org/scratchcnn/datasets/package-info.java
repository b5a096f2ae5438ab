/** A task's data: found, checked, downloaded, split and batched. Begin at {@code DataLoader}. */
@NullMarked
package org.scratchcnn.datasets;

import org.jspecify.annotations.NullMarked;
