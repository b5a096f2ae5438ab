/** Files that appear whole or not at all. */
@NullMarked
package org.scratchcnn.reports.file;

import org.jspecify.annotations.NullMarked;
