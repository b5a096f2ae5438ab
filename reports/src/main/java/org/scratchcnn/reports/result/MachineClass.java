package org.scratchcnn.reports.result;

import java.util.Locale;

/**
 * Machines on which the same program runs about equally fast.
 *
 * @param cores that are used
 * @param vectorBits of the vectors that are preferred on it
 * @param peakGigaflops fused multiply-adds in registers on all cores, in GFLOP/s
 */
public record MachineClass(int cores, int vectorBits, double peakGigaflops) {

    /** The share by which a machine's peak may differ from its class's. */
    public static final double PEAK_TOLERANCE = 0.15;

    /** Whether a machine is one of them, by what was found out and measured on it. */
    public boolean contains(int itsCores, int itsVectorBits, double itsPeakGigaflops) {
        return itsCores == cores
                && itsVectorBits == vectorBits
                && Math.abs(itsPeakGigaflops / peakGigaflops - 1) <= PEAK_TOLERANCE;
    }

    /** For reports. */
    public String title() {
        return String.format(
                Locale.ROOT,
                "%d core%s, vectors of %d bits, a peak of %.0f GFLOP/s",
                cores,
                cores == 1 ? "" : "s",
                vectorBits,
                peakGigaflops);
    }
}
