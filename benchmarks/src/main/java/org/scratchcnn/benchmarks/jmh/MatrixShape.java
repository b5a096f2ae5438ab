package org.scratchcnn.benchmarks.jmh;

import java.util.regex.Pattern;

/** What a {@code rows × depth} matrix times a {@code depth × columns} one is called: {@code 64×288×256}. */
record MatrixShape(int rows, int depth, int columns) {

    private static final Pattern NAME = Pattern.compile("(\\d+)×(\\d+)×(\\d+)");

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none
     */
    static MatrixShape named(String name) {
        var sizes = NAME.matcher(name);
        if (!sizes.matches()) {
            throw new IllegalArgumentException(
                    "There is no matrix product \"%s\"; name one as ROWS×DEPTH×COLUMNS, for example 64×288×256"
                            .formatted(name));
        }
        return new MatrixShape(
                Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)), Integer.parseInt(sizes.group(3)));
    }

    /** Multiplications and additions of the definition. */
    long flops() {
        return 2L * rows * depth * columns;
    }

    @Override
    public String toString() {
        return "%d×%d×%d".formatted(rows, depth, columns);
    }
}
