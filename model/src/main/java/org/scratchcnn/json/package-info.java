/** The JSON form of descriptions and of records that are built from them, and of networks as people write them. */
@NullMarked
package org.scratchcnn.json;

import org.jspecify.annotations.NullMarked;
