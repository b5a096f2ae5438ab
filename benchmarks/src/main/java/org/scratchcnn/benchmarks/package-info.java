/** Microbenchmarks of the scratch kernels, and the harness that launches engines. */
package org.scratchcnn.benchmarks;
