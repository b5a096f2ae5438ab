/** The networks and tasks that the project measures. */
@NullMarked
package org.scratchcnn.core.zoo;

import org.jspecify.annotations.NullMarked;
