@NullMarked
package org.scratchcnn.gate.fork;

import org.jspecify.annotations.NullMarked;
