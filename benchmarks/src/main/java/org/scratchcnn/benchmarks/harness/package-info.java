/** Launches engines, each in a process of its own, one after the other, and collects what they measured. */
@NullMarked
package org.scratchcnn.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
