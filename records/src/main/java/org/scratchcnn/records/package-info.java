/** Records and descriptions as JSON, parameter snapshots as safetensors files. */
@NullMarked
package org.scratchcnn.records;

import org.jspecify.annotations.NullMarked;
