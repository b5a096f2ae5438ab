package org.scratchcnn.loss;

/** {@code d²/2} up to {@code |d| = delta}, behind it a straight line; the derivative is d, within ±delta. */
record HuberError(double delta) implements PointwiseLoss.Term {

    @Override
    public double value(double output, double target) {
        double size = Math.abs(output - target);
        return size <= delta ? size * size / 2 : delta * (size - delta / 2);
    }

    @Override
    public double derivative(double output, double target) {
        return Math.max(-delta, Math.min(delta, output - target));
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
