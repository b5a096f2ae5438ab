@NullMarked
package org.scratchcnn.benchmarks.gate.rule;

import org.jspecify.annotations.NullMarked;
