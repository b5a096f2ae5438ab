@NullMarked
package org.scratchcnn.benchmarks.gate.revision;

import org.jspecify.annotations.NullMarked;
