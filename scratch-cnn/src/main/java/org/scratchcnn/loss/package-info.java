/** What training minimizes, on logits {@code [N, outputs]} in plain arrays, computed in double precision. */
@NullMarked
package org.scratchcnn.loss;

import org.jspecify.annotations.NullMarked;
