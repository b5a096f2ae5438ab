package org.scratchcnn.kernel.lanes;

/**
 * {@code log(1 + z)} for z in [0, 1]: {@code 2s·(1 + w·(L1 + w·(L2 + …)))} with {@code s = z / (2 + z)} and {@code w = s²}. The
 * constants are minimax, with relative errors below 5e-9 before rounding.
 */
public final class LogOnePlus {

    public static final float L1 = 0.33333203f;
    public static final float L2 = 0.20011118f;
    public static final float L3 = 0.13994527f;
    public static final float L4 = 0.14039947f;

    private LogOnePlus() {}
}
