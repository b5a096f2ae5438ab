/** The library: kernels, layers, losses, optimizers, training. */
package org.scratchcnn;
