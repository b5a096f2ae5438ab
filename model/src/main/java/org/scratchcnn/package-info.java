/**
 * What people use: describe a {@link org.scratchcnn.Network}, make a {@link org.scratchcnn.Model} of it, train it on
 * data, save it, load it, ask it.
 */
@NullMarked
package org.scratchcnn;

import org.jspecify.annotations.NullMarked;
