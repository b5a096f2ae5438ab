/**
 * What computes: one {@link org.scratchcnn.kernel.Kernels} interface, implemented by each backend. A kernel is
 * planned once for its shapes and then executed without allocating.
 */
@NullMarked
package org.scratchcnn.kernel;

import org.jspecify.annotations.NullMarked;
