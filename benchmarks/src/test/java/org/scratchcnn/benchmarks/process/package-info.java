@NullMarked
package org.scratchcnn.benchmarks.process;

import org.jspecify.annotations.NullMarked;
