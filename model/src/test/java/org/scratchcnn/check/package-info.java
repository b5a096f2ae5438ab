@NullMarked
package org.scratchcnn.check;

import org.jspecify.annotations.NullMarked;
