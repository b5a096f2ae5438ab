package org.scratchcnn.loss;

/** {@code t·(log t − z)}, 0 where t is 0, whose derivative is −t. */
final class Divergence implements PointwiseLoss.Term {

    @Override
    public double value(double output, double target) {
        return (target > 0 ? target * Math.log(target) : 0) - target * output;
    }

    @Override
    public double derivative(double output, double target) {
        return -target;
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
