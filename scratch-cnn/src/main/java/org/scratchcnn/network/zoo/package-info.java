/** The networks and tasks that the project measures. */
@NullMarked
package org.scratchcnn.network.zoo;

import org.jspecify.annotations.NullMarked;
