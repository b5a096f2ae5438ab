package org.scratchcnn.kernel;

/** A pooling the other way round: what its gradient does is done forward. */
final class TransposedPooling implements UnaryKernel {

    private final UnaryKernel forward;
    private final UnaryKernel backward;

    /**
     * The transpose of a pooling whose gradient depends on no values.
     *
     * @param forward the pooling from y to x
     * @param backward the same from dy to dx
     */
    TransposedPooling(UnaryKernel forward, UnaryKernel backward) {
        this.forward = forward;
        this.backward = backward;
    }

    @Override
    public void forward(Activations x, Activations y) {
        forward.gradientByInput(y, x, x, y);
    }

    @Override
    public void gradientByInput(Activations x, Activations y, Activations dy, Activations dx) {
        backward.forward(dy, dx);
    }
}
