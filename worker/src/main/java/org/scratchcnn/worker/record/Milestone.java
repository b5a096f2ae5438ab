package org.scratchcnn.worker.record;

import org.jspecify.annotations.Nullable;

/**
 * What a process had come to when so many training steps were done.
 *
 * @param step the first is 1
 * @param milliseconds since the virtual machine started, less what the measuring itself took: reading the request and
 *     drawing batches and initial weights
 * @param peakResidentBytes the most memory that the process had in use so far, absent where the system doesn't say
 */
public record Milestone(
        int step, double milliseconds, @Nullable Long peakResidentBytes) {}
