/** What a report says: sections of text, tables and charts. */
@NullMarked
package org.scratchcnn.reports.content;

import org.jspecify.annotations.NullMarked;
