/** What the machine itself can do, to hold engines against. */
@NullMarked
package org.scratchcnn.benchmarks.ruler;

import org.jspecify.annotations.NullMarked;
