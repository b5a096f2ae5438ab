@NullMarked
package org.scratchcnn.gate.result;

import org.jspecify.annotations.NullMarked;
