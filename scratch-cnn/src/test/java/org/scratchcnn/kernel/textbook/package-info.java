@NullMarked
package org.scratchcnn.kernel.textbook;

import org.jspecify.annotations.NullMarked;
