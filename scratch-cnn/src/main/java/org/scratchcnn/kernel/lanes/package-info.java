/**
 * The backend whose SIMD lanes are images: activations are {@code [N/L][C][H][W][L]} with zero borders, so that every
 * kernel is the textbook loop with a vector where that has a number, without shuffles and without tails.
 *
 * <p>Each operation is planned by one class here; what repeats inside it is a small interface with a plain Java version
 * beside it and a Vector API version in {@code vector}.
 */
@NullMarked
package org.scratchcnn.kernel.lanes;

import org.jspecify.annotations.NullMarked;
