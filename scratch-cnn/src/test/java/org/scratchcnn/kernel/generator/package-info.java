/** Writes the tiles of the vector loops: methods with more named sums than one would want to write by hand. */
@NullMarked
package org.scratchcnn.kernel.generator;

import org.jspecify.annotations.NullMarked;
