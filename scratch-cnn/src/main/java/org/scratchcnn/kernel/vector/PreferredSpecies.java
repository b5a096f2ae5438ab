package org.scratchcnn.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** The vectors that this machine is fastest with. */
public final class PreferredSpecies {

    private PreferredSpecies() {}

    /** Floats in one vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
    public static int floatLanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }
}
