/** The rules by which a verdict is found: no clocks, no processes. */
@NullMarked
package org.scratchcnn.benchmarks.gate.rule;

import org.jspecify.annotations.NullMarked;
