/** The range of speeds that is usual on a kind of machine, and whether a build keeps to it. */
@NullMarked
package org.scratchcnn.reports.band;

import org.jspecify.annotations.NullMarked;
