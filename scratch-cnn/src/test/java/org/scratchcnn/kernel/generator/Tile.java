package org.scratchcnn.kernel.generator;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The sums that a method forms together: sum (i, j) is that of the products of row operand i and column operand j. Each
 * is a local variable, {@code a21} for row 2 and column 1, since the compiler keeps no array of vectors in registers; and
 * the Vector API is called directly, since a method around it would not be inlined in methods this long, and every vector
 * would be boxed.
 *
 * @param rows of which one operand at a time is in a register
 * @param columns whose operands are all in registers
 */
record Tile(int rows, int columns) {

    String sum(int row, int column) {
        return String.format(Locale.ROOT, "a%d%d", row, column);
    }

    /** Declares the sums. */
    void declareSums(JavaSource java) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                java.line("var %s = FloatVector.zero(SPECIES);", sum(row, column));
            }
        }
    }

    /**
     * Adds one product to every sum.
     *
     * @param columnName of the variables that hold column operands, before their number
     * @param rowName of the variables that hold row operands, before their number
     */
    void addProducts(
            JavaSource java,
            String columnName,
            IntFunction<String> columnOperand,
            String rowName,
            IntFunction<String> rowOperand) {
        for (int column = 0; column < columns; column++) {
            java.line("var %s%d = %s;", columnName, column, columnOperand.apply(column));
        }
        for (int row = 0; row < rows; row++) {
            java.line("var %s%d = %s;", rowName, row, rowOperand.apply(row));
            for (int column = 0; column < columns; column++) {
                var sum = sum(row, column);
                java.line("%s = %s%d.fma(%s%d, %s);", sum, columnName, column, rowName, row, sum);
            }
        }
    }

    /** Adds the sums to values in memory that stand one behind the other, row by row. */
    void addToMemory(JavaSource java, String array, String index) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                var to = VectorExpressions.at(index, row * columns + column, "LANES");
                java.line(VectorExpressions.addTo(array, to, sum(row, column)));
            }
        }
    }

    /** The method's name. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "tile%dx%d", rows, columns);
    }
}
