/** Whether anything else was at work in the machine while a sample was taken. */
@NullMarked
package org.scratchcnn.benchmarks.contention;

import org.jspecify.annotations.NullMarked;
