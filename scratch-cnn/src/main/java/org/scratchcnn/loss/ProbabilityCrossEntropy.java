package org.scratchcnn.loss;

/** {@code −t·log p − (1 − t)·log(1 − p)} of a probability, with PyTorch's bounds. */
final class ProbabilityCrossEntropy implements PointwiseLoss.Term {

    private static final double LEAST_LOGARITHM = -100;
    private static final double LEAST_VARIANCE = 1e-12;

    @Override
    public double value(double output, double target) {
        return -target * Math.max(Math.log(output), LEAST_LOGARITHM)
                - (1 - target) * Math.max(Math.log1p(-output), LEAST_LOGARITHM);
    }

    @Override
    public double derivative(double output, double target) {
        return (output - target) / Math.max(output * (1 - output), LEAST_VARIANCE);
    }

    @Override
    public boolean accepts(double target) {
        return target >= 0 && target <= 1;
    }

    @Override
    public String accepted() {
        return "a probability in [0, 1]";
    }
}
