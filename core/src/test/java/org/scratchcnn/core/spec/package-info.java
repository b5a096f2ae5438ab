@NullMarked
package org.scratchcnn.core.spec;

import org.jspecify.annotations.NullMarked;
