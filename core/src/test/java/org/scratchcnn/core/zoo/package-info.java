@NullMarked
package org.scratchcnn.core.zoo;

import org.jspecify.annotations.NullMarked;
