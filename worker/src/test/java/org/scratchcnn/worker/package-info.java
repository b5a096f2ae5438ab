@NullMarked
package org.scratchcnn.worker;

import org.jspecify.annotations.NullMarked;
