/** What a report says as pages for a browser, each a single file. */
@NullMarked
package org.scratchcnn.reports.page;

import org.jspecify.annotations.NullMarked;
