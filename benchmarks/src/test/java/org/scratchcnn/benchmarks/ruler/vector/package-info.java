@NullMarked
package org.scratchcnn.benchmarks.ruler.vector;

import org.jspecify.annotations.NullMarked;
