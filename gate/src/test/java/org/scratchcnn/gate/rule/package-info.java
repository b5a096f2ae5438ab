@NullMarked
package org.scratchcnn.gate.rule;

import org.jspecify.annotations.NullMarked;
