@NullMarked
package org.scratchcnn.benchmarks.ruler;

import org.jspecify.annotations.NullMarked;
