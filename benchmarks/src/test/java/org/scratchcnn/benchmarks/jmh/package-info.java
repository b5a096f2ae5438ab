@NullMarked
package org.scratchcnn.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
