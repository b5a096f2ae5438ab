@NullMarked
package org.scratchcnn.engine;

import org.jspecify.annotations.NullMarked;
