/** How runs learn beside the reference's checked-in runs of the same task. */
@NullMarked
package org.scratchcnn.reports.convergence;

import org.jspecify.annotations.NullMarked;
