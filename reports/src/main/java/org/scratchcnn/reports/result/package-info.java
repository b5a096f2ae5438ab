/** A record's runs, grouped by task and engine, less what may not be published. */
@NullMarked
package org.scratchcnn.reports.result;

import org.jspecify.annotations.NullMarked;
