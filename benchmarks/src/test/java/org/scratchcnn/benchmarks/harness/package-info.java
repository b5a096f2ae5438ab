@NullMarked
package org.scratchcnn.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
