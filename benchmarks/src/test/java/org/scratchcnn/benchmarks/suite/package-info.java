@NullMarked
package org.scratchcnn.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
