/** The one command over everything. */
@NullMarked
package org.scratchcnn.cli;

import org.jspecify.annotations.NullMarked;
