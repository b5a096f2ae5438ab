/** Files that are always whole: parameters as safetensors, and whatever else replaces what was there before. */
@NullMarked
package org.scratchcnn.file;

import org.jspecify.annotations.NullMarked;
