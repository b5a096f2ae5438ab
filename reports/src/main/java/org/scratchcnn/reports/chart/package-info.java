/** Charts as SVG and PNG. */
@NullMarked
package org.scratchcnn.reports.chart;

import org.jspecify.annotations.NullMarked;
