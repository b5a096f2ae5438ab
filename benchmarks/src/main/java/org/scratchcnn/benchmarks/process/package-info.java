/** What other programs say: their answers and the lines that they print. */
@NullMarked
package org.scratchcnn.benchmarks.process;

import org.jspecify.annotations.NullMarked;
