/** What a measurement leaves behind. Tables, charts and verdicts are drawn from records alone. */
@NullMarked
package org.scratchcnn.worker.record;

import org.jspecify.annotations.NullMarked;
