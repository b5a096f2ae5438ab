package org.scratchcnn.optim;

/** Keeps running averages out of the denormal range, where x86 processors need about a hundred cycles an operation. */
final class Denormals {

    /**
     * Added to an average and taken away again, this rounds it to multiples of about 6e-33: nothing to an average that
     * matters, but what decays towards zero stops there, far above the first denormal at 1.2e-38. Unlike a comparison
     * this stays a vector operation when the JIT compiles it, which makes the update six times faster.
     */
    static final float GUARD = 1e-25f;

    private Denormals() {}
}
