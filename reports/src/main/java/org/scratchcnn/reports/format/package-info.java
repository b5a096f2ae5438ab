/** Numbers as text. */
@NullMarked
package org.scratchcnn.reports.format;

import org.jspecify.annotations.NullMarked;
