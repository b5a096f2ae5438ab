package org.scratchcnn.worker.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went on in the machine while a sample was taken: one run of an engine, or one fork of a workload's
 * microbenchmarks.
 *
 * @param sample what was measured, in words
 * @param run index of the run among the record's; absent for microbenchmarks
 * @param attempts every time that it was taken, in order; all but one were discarded
 * @param kept index of the attempt whose figures the record has
 */
public record SampleConditions(String sample, @Nullable Integer run, List<Attempt> attempts, int kept) {

    public SampleConditions {
        attempts = List.copyOf(attempts);
        if (kept < 0 || kept >= attempts.size()) {
            throw new IllegalArgumentException(
                    "Attempt %d of \"%s\" can't have been kept: there are %d".formatted(kept, sample, attempts.size()));
        }
    }

    /**
     * One time that a sample was taken.
     *
     * @param rulers how far those moved that were read on as many threads as the sample had
     * @param otherLoad processors that anything else kept busy meanwhile, on average; absent where the system does not
     *     say
     * @param contention every reason why the attempt counts as contended; none if it does not
     */
    public record Attempt(List<RulerShift> rulers, @Nullable Double otherLoad, List<String> contention) {

        public Attempt {
            rulers = List.copyOf(rulers);
            contention = List.copyOf(contention);
        }

        public boolean contended() {
            return !contention.isEmpty();
        }
    }

    /**
     * A ruler before and after a sample.
     *
     * @param ruler which, for example {@link RulerReading#FMA}
     * @param threads that ran it at once
     * @param before the best repetition of the reading before, in the unit of the ruler's readings
     * @param after of the reading after; where that was repeated, whichever is nearer to the one before
     */
    public record RulerShift(String ruler, int threads, double before, double after) {

        /** How far it moved, as a share of what it was: −0.1 is a tenth slower. */
        public double change() {
            return after / before - 1;
        }
    }

    /** Whether what was kept is contended. */
    public boolean contended() {
        return attempts.get(kept).contended();
    }

    /** Attempts whose figures are not in the record. */
    public int discarded() {
        return attempts.size() - 1;
    }
}
