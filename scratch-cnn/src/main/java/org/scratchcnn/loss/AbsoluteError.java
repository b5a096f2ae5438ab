package org.scratchcnn.loss;

/** {@code |z − t|}, whose derivative is the difference's sign. */
final class AbsoluteError implements PointwiseLoss.Term {

    @Override
    public double value(double output, double target) {
        return Math.abs(output - target);
    }

    @Override
    public double derivative(double output, double target) {
        return Math.signum(output - target);
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
