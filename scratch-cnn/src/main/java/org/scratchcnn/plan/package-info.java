/** A network's parameters, and plans that run it on a backend. */
@NullMarked
package org.scratchcnn.plan;

import org.jspecify.annotations.NullMarked;
