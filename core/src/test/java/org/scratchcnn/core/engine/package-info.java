@NullMarked
package org.scratchcnn.core.engine;

import org.jspecify.annotations.NullMarked;
