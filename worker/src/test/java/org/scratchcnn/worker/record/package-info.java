@NullMarked
package org.scratchcnn.worker.record;

import org.jspecify.annotations.NullMarked;
