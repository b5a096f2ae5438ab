package org.scratchcnn.network;

/** A function applied to each value by itself; the shape stays. */
public record Activation(Function function) implements LayerSpec {

    /** The activation functions that exist, with their constants. */
    public sealed interface Function {

        /** The name as literature writes it. */
        String title();

        /** {@code max(0, x)}; its derivative at 0 is 0. */
        record Relu() implements Function {
            @Override
            public String title() {
                return "ReLU";
            }
        }

        /** {@code 1 / (1 + e^−x)}. */
        record Sigmoid() implements Function {
            @Override
            public String title() {
                return "Sigmoid";
            }
        }

        /** The hyperbolic tangent. */
        record Tanh() implements Function {
            @Override
            public String title() {
                return "Tanh";
            }
        }
    }

    public static Activation relu() {
        return new Activation(new Function.Relu());
    }

    public static Activation sigmoid() {
        return new Activation(new Function.Sigmoid());
    }

    public static Activation tanh() {
        return new Activation(new Function.Tanh());
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
