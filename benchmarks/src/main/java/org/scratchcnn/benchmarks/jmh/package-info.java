/** JMH microbenchmarks of the scratch kernels. */
@NullMarked
package org.scratchcnn.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
