package org.scratchcnn.loss;

/**
 * Sigmoid and binary cross-entropy in one: {@code max(z, 0) − z·t + log(1 + e^−|z|)}, whose derivative is
 * {@code sigmoid(z) − t}. Neither overflows for any logit.
 */
final class BinaryCrossEntropy implements PointwiseLoss.Term {

    @Override
    public double value(double logit, double target) {
        return Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    @Override
    public double derivative(double logit, double target) {
        return Sigmoid.of(logit) - target;
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
