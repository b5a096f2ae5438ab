/** What every engine offers: a network built from its description, stepped, evaluated and inspected. */
@NullMarked
package org.scratchcnn.core.engine;

import org.jspecify.annotations.NullMarked;
