@NullMarked
package org.scratchcnn.gate;

import org.jspecify.annotations.NullMarked;
