package org.scratchcnn.worker;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.BatchSource;

/**
 * A task's samples, at the batch size that it trains with.
 *
 * @param validation absent where the task holds no samples back
 */
record TaskData(
        BatchSource training, @Nullable BatchSource validation, BatchSource test, DataFingerprint fingerprint) {}
