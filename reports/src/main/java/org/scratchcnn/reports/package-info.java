/** Console tables, a Markdown report and charts, drawn from run records alone. */
@NullMarked
package org.scratchcnn.reports;

import org.jspecify.annotations.NullMarked;
