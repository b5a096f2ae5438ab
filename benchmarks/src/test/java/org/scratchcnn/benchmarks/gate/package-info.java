@NullMarked
package org.scratchcnn.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
