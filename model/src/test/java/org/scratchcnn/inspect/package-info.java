@NullMarked
package org.scratchcnn.inspect;

import org.jspecify.annotations.NullMarked;
