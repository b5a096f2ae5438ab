@NullMarked
package org.scratchcnn.kernel;

import org.jspecify.annotations.NullMarked;
