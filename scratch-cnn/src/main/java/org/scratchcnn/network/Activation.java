package org.scratchcnn.network;

/** A function applied to each value by itself; the shape stays. */
public record Activation(Function function) implements LayerSpec {

    /** The activation functions that exist. */
    public enum Function {
        /** {@code max(0, x)}; its derivative at 0 is 0. */
        RELU("ReLU"),
        /** {@code 1 / (1 + e^−x)}. */
        SIGMOID("Sigmoid"),
        /** The hyperbolic tangent. */
        TANH("Tanh");

        private final String title;

        Function(String title) {
            this.title = title;
        }

        /** The name as literature writes it. */
        public String title() {
            return title;
        }
    }

    public static Activation relu() {
        return new Activation(Function.RELU);
    }

    public static Activation sigmoid() {
        return new Activation(Function.SIGMOID);
    }

    public static Activation tanh() {
        return new Activation(Function.TANH);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return function.title();
    }
}
