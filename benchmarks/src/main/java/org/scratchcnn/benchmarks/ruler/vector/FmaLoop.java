package org.scratchcnn.benchmarks.ruler.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds and nothing else: as many independent chains as hide the instruction's latency on any processor
 * (four cycles, two a cycle), in fewer registers than AVX2 has.
 */
public final class FmaLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Independent chains. */
    static final int CHAINS = 12;

    /** Every chain tends to {@code SUMMAND / (1 − FACTOR)}, so no value overflows or becomes denormal. */
    static final float FACTOR = 0.5f;

    static final float SUMMAND = 1;

    private FmaLoop() {}

    /** Floating-point operations of so many iterations: a fused multiply-add is two, in every lane. */
    public static long flops(int iterations) {
        return 2L * CHAINS * SPECIES.length() * iterations;
    }

    /**
     * Replaces the value x of every chain by {@code FACTOR · x + SUMMAND} so many times; chain k begins with k.
     *
     * @return the sum over all chains and lanes, so that nothing can be left out
     */
    public static float run(int iterations) {
        var factor = FloatVector.broadcast(SPECIES, FACTOR);
        var summand = FloatVector.broadcast(SPECIES, SUMMAND);
        var x0 = FloatVector.broadcast(SPECIES, 0);
        var x1 = FloatVector.broadcast(SPECIES, 1);
        var x2 = FloatVector.broadcast(SPECIES, 2);
        var x3 = FloatVector.broadcast(SPECIES, 3);
        var x4 = FloatVector.broadcast(SPECIES, 4);
        var x5 = FloatVector.broadcast(SPECIES, 5);
        var x6 = FloatVector.broadcast(SPECIES, 6);
        var x7 = FloatVector.broadcast(SPECIES, 7);
        var x8 = FloatVector.broadcast(SPECIES, 8);
        var x9 = FloatVector.broadcast(SPECIES, 9);
        var x10 = FloatVector.broadcast(SPECIES, 10);
        var x11 = FloatVector.broadcast(SPECIES, 11);
        for (int i = 0; i < iterations; i++) {
            x0 = x0.fma(factor, summand);
            x1 = x1.fma(factor, summand);
            x2 = x2.fma(factor, summand);
            x3 = x3.fma(factor, summand);
            x4 = x4.fma(factor, summand);
            x5 = x5.fma(factor, summand);
            x6 = x6.fma(factor, summand);
            x7 = x7.fma(factor, summand);
            x8 = x8.fma(factor, summand);
            x9 = x9.fma(factor, summand);
            x10 = x10.fma(factor, summand);
            x11 = x11.fma(factor, summand);
        }
        return x0.add(x1)
                .add(x2)
                .add(x3)
                .add(x4)
                .add(x5)
                .add(x6)
                .add(x7)
                .add(x8)
                .add(x9)
                .add(x10)
                .add(x11)
                .reduceLanes(VectorOperators.ADD);
    }
}
