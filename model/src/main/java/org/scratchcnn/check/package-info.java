/** Why a network does not learn: checks of its gradients, its layers, its data and its learning rate. */
@NullMarked
package org.scratchcnn.check;

import org.jspecify.annotations.NullMarked;
