@NullMarked
package org.scratchcnn.network.zoo;

import org.jspecify.annotations.NullMarked;
