@NullMarked
package org.scratchcnn.scratch.kernel.textbook;

import org.jspecify.annotations.NullMarked;
