/** What the gate found, and the forms that it is written in. */
@NullMarked
package org.scratchcnn.benchmarks.gate.result;

import org.jspecify.annotations.NullMarked;
