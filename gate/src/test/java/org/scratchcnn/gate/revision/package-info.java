@NullMarked
package org.scratchcnn.gate.revision;

import org.jspecify.annotations.NullMarked;
