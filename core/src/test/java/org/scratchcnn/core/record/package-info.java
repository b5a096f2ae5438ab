@NullMarked
package org.scratchcnn.core.record;

import org.jspecify.annotations.NullMarked;
