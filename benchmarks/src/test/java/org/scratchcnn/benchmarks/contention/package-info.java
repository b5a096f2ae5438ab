@NullMarked
package org.scratchcnn.benchmarks.contention;

import org.jspecify.annotations.NullMarked;
