@NullMarked
package org.scratchcnn.benchmarks.gate.fork;

import org.jspecify.annotations.NullMarked;
