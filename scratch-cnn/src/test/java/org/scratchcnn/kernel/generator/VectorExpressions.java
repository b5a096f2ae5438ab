package org.scratchcnn.kernel.generator;

/** Expressions of generated code. */
final class VectorExpressions {

    private VectorExpressions() {}

    /** {@code base + count · distance}. */
    static String at(String base, int count, String distance) {
        return switch (count) {
            case 0 -> base;
            case 1 -> base + " + " + distance;
            default -> base + " + " + count + " * " + distance;
        };
    }

    /** {@code base + count}. */
    static String at(String base, int count) {
        return count == 0 ? base : base + " + " + count;
    }

    static String load(String array, String index) {
        return "FloatVector.fromArray(SPECIES, %s, %s)".formatted(array, index);
    }

    static String broadcast(String array, String index) {
        return "FloatVector.broadcast(SPECIES, %s[%s])".formatted(array, index);
    }

    /** A statement that adds a vector to values in memory. */
    static String addTo(String array, String index, String vector) {
        return "%s.add(%s).intoArray(%s, %s);".formatted(load(array, index), vector, array, index);
    }
}
