/** Estimates with confidence intervals, where Commons Statistics has none. */
@NullMarked
package org.scratchcnn.reports.statistics;

import org.jspecify.annotations.NullMarked;
