@NullMarked
package org.scratchcnn.benchmarks.gate.result;

import org.jspecify.annotations.NullMarked;
