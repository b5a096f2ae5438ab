@NullMarked
package org.scratchcnn.cli;

import org.jspecify.annotations.NullMarked;
