package org.scratchcnn.network;

/** A function applied to each value by itself; the shape stays. */
public record Activation(Function function) implements LayerSpec {

    /** The activation functions that exist, with their constants. */
    public sealed interface Function {

        /** The name as literature writes it. */
        String title();

        /** The name with the constants, for example {@code LeakyReLU(0.01)}. */
        default String describe() {
            return title();
        }

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

        /**
         * {@code x} where it is above 0, else {@code slope · x}; the derivative at 0 is the slope.
         *
         * @param slope 0.01 in PyTorch where it isn't given; any finite number
         */
        record LeakyRelu(double slope) implements Function {

            /** What PyTorch takes. */
            public static final double USUAL_SLOPE = 0.01;

            public LeakyRelu {
                requireFinite("LeakyReLU", "slope", slope);
            }

            @Override
            public String title() {
                return "LeakyReLU";
            }

            @Override
            public String describe() {
                return title() + "(" + slope + ")";
            }
        }

        /**
         * {@code x} where it is above 0, else {@code alpha · (e^x − 1)}; the derivative at 0 is alpha.
         *
         * @param alpha 1 in PyTorch where it isn't given; positive
         */
        record Elu(double alpha) implements Function {

            /** What PyTorch takes. */
            public static final double USUAL_ALPHA = 1;

            public Elu {
                requireFinite("ELU", "alpha", alpha);
                if (alpha <= 0) {
                    throw new IllegalArgumentException(
                            "ELU's alpha must be above 0, but is " + alpha + "; with 0 it would be ReLU");
                }
            }

            @Override
            public String title() {
                return "ELU";
            }

            @Override
            public String describe() {
                return title() + "(" + alpha + ")";
            }
        }

        /** {@code x · Φ(x)}, of which Φ is the standard normal distribution (Hendrycks and Gimpel 2016). */
        record Gelu(Approximation approximation) implements Function {

            /** How Φ is computed. */
            public enum Approximation {
                /** By the error function: {@code (1 + erf(x / √2)) / 2}. */
                EXACT,
                /** {@code (1 + tanh(√(2/π) · (x + 0.044715·x³))) / 2}, which differs by up to 3e-4. */
                TANH
            }

            @Override
            public String title() {
                return "GELU";
            }

            @Override
            public String describe() {
                return switch (approximation) {
                    case EXACT -> title();
                    case TANH -> title() + "(tanh)";
                };
            }
        }

        /** {@code x / (1 + e^−x)}, also called Swish. */
        record Silu() implements Function {
            @Override
            public String title() {
                return "SiLU";
            }
        }

        /**
         * {@code x · min(max(x + 3, 0), 6) / 6}; the derivative at −3 is 0 and at 3 is 1, those outside.
         */
        record Hardswish() implements Function {
            @Override
            public String title() {
                return "Hardswish";
            }
        }

        /**
         * {@code log(1 + e^x)}, without the threshold of PyTorch's, behind which it takes x itself: from 20 on both round to
         * the same number.
         */
        record Softplus() implements Function {
            @Override
            public String title() {
                return "Softplus";
            }
        }

        /**
         * {@code factor · x}.
         *
         * @param factor any finite number
         */
        record Scale(double factor) implements Function {

            public Scale {
                requireFinite("Scale", "factor", factor);
            }

            @Override
            public String title() {
                return "Scale";
            }

            @Override
            public String describe() {
                return title() + "(" + factor + ")";
            }
        }

        private static void requireFinite(String title, String constant, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        title + "'s " + constant + " must be a finite number, but is " + value);
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

    /**
     * Leaky ReLU.
     *
     * @param slope for values of at most 0; any finite number
     */
    public static Activation leakyRelu(double slope) {
        return new Activation(new Function.LeakyRelu(slope));
    }

    /**
     * ELU.
     *
     * @param alpha how far below 0 values can come; positive
     */
    public static Activation elu(double alpha) {
        return new Activation(new Function.Elu(alpha));
    }

    /** Exact, by the error function. */
    public static Activation gelu() {
        return gelu(Function.Gelu.Approximation.EXACT);
    }

    public static Activation gelu(Function.Gelu.Approximation approximation) {
        return new Activation(new Function.Gelu(approximation));
    }

    public static Activation silu() {
        return new Activation(new Function.Silu());
    }

    public static Activation hardswish() {
        return new Activation(new Function.Hardswish());
    }

    public static Activation softplus() {
        return new Activation(new Function.Softplus());
    }

    /**
     * A multiplication.
     *
     * @param factor any finite number
     */
    public static Activation scale(double factor) {
        return new Activation(new Function.Scale(factor));
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return function.describe();
    }
}
