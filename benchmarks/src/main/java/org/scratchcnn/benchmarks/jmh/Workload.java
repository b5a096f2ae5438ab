package org.scratchcnn.benchmarks.jmh;

/** An operation with all that it works on: planned, allocated and filled with drawn numbers. */
interface Workload {

    /** One operation; returns what it wrote, so that no compiler can leave it out. */
    Object run();
}
