/** What every engine offers: a network built from its description, stepped, evaluated and inspected. */
@NullMarked
package org.scratchcnn.engine;

import org.jspecify.annotations.NullMarked;
