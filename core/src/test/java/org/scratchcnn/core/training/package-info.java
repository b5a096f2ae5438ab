@NullMarked
package org.scratchcnn.core.training;

import org.jspecify.annotations.NullMarked;
