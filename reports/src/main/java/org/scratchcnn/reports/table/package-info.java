/** One table model, written as Markdown or as text for a console. */
@NullMarked
package org.scratchcnn.reports.table;

import org.jspecify.annotations.NullMarked;
