/**
 * The backend to read and to compare with: NCHW arrays, seven-loop convolution, im2col with a matrix multiplication.
 * Also the one for a single image, where one image a lane would leave most of a vector empty.
 */
@NullMarked
package org.scratchcnn.kernel.textbook;

import org.jspecify.annotations.NullMarked;
