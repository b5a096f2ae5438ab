@NullMarked
package org.scratchcnn.core.parameter;

import org.jspecify.annotations.NullMarked;
