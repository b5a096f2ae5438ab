/** A network's layers in a plan: each holds its kernel, its parameters and the activations it reads and writes. */
@NullMarked
package org.scratchcnn.layer;

import org.jspecify.annotations.NullMarked;
