@NullMarked
package org.scratchcnn;

import org.jspecify.annotations.NullMarked;
