/** The speed gate: two revisions of the library, timed in turns on one machine, and a verdict. */
@NullMarked
package org.scratchcnn.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
