package org.scratchcnn.worker.record;

import java.util.List;

/**
 * What the machine could do at one moment: fused multiply-adds on independent vectors in registers, which no kernel can
 * pass. Times of engines are divided by it, and a reading that moved shows that something else was running.
 *
 * @param threads that ran the loop at once
 * @param runsBefore how many of the record's runs were over
 * @param gigaflops one value a repetition, in the order they were taken
 */
public record RulerReading(int threads, int runsBefore, List<Double> gigaflops) {

    public RulerReading {
        gigaflops = List.copyOf(gigaflops);
    }
}
