package org.scratchcnn.benchmarks.ruler;

import org.scratchcnn.kernel.ThreadTeam;

/** A loop that is always the same, to see what the machine can do at the moment. */
public interface Ruler {

    /** As records name it. */
    String name();

    /** Of {@link #measure}'s values. */
    String unit();

    /** Brings the loop to its full speed; called once, before the first measurement. */
    void warmUp();

    /** Runs the loop once on all threads of the team, for some hundredths of a second. */
    double measure(ThreadTeam team);
}
