/** Two records beside each other. */
@NullMarked
package org.scratchcnn.reports.pair;

import org.jspecify.annotations.NullMarked;
