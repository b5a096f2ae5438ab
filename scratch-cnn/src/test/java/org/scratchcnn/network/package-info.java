@NullMarked
package org.scratchcnn.network;

import org.jspecify.annotations.NullMarked;
