package org.scratchcnn.loss;

/** {@code (z − t)²}, whose derivative is {@code 2·(z − t)}. */
final class SquaredError implements PointwiseLoss.Term {

    @Override
    public double value(double logit, double target) {
        double difference = logit - target;
        return difference * difference;
    }

    @Override
    public double derivative(double logit, double target) {
        return 2 * (logit - target);
    }

    @Override
    public boolean accepts(double target) {
        return Double.isFinite(target);
    }

    @Override
    public String accepted() {
        return "a finite number";
    }
}
