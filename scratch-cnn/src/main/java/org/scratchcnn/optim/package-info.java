/** How gradients change parameters: clipping, schedules and update rules, in parallel over fixed ranges. */
@NullMarked
package org.scratchcnn.optim;

import org.jspecify.annotations.NullMarked;
