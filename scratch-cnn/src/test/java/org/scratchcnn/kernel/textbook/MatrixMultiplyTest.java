package org.scratchcnn.kernel.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.assertSameBits;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.kernel.textbook.vector.VectorMatrixMultiply;

@Tag("vectors")
@Tag("without-vectors")
class MatrixMultiplyTest {

    /** Every implementation; the one by vectors only where there are any. */
    static List<MatrixMultiply> implementations() {
        return VectorSupport.isAvailable()
                ? List.of(new BlockedMatrixMultiply(), new VectorMatrixMultiply())
                : List.of(new BlockedMatrixMultiply());
    }

    /** Rows, columns, depth: ones, primes, either side of tiles and blocks. */
    private static final List<int[]> SIZES = List.of(
            new int[] {1, 1, 1},
            new int[] {1, 100, 1},
            new int[] {100, 1, 7},
            new int[] {6, 16, 4},
            new int[] {6, 32, 5},
            new int[] {5, 15, 3},
            new int[] {7, 17, 255},
            new int[] {7, 33, 257},
            new int[] {95, 31, 64},
            new int[] {97, 127, 65},
            new int[] {13, 257, 31},
            new int[] {3, 129, 513},
            new int[] {64, 256, 288});

    @ParameterizedTest
    @MethodSource("implementations")
    void agreesWithTheOracleForEverySizeAndOrientation(MatrixMultiply multiply) {
        var workspace = new float[Alignment.LEAD + multiply.workspaceSize()];
        Arrays.fill(workspace, Float.NaN);
        var random = new SplittableRandom(1);
        for (int[] size : SIZES) {
            for (int variant = 0; variant < 8; variant++) {
                var product = new Product(size, (variant & 1) != 0, (variant & 2) != 0, random);
                boolean accumulate = (variant & 4) != 0;
                var before = random(product.c.length, random);
                var c = before.clone();
                multiply.multiply(product.a, product.b, product.at(c), accumulate, workspace);
                product.assertResult(c, before, accumulate);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void givesTheSameBitsWhenTheProductIsComputedInParts(MatrixMultiply multiply) {
        var workspace = new float[Alignment.LEAD + multiply.workspaceSize()];
        int rows = 23;
        int columns = 71;
        int depth = 300;
        var random = new SplittableRandom(2);
        var a = random(rows * depth, random);
        var b = random(depth * columns, random);
        var whole = new float[rows * columns];
        multiply.multiply(
                new Matrix().rowMajor(a, 0, rows, depth, depth),
                new Matrix().rowMajor(b, 0, depth, columns, columns),
                new Matrix().rowMajor(whole, 0, rows, columns, columns),
                false,
                workspace);
        var parts = new float[rows * columns];
        for (int row = 0; row < rows; row += 5) {
            for (int column = 0; column < columns; column += 13) {
                int partRows = Math.min(5, rows - row);
                int partColumns = Math.min(13, columns - column);
                multiply.multiply(
                        new Matrix().rowMajor(a, row * depth, partRows, depth, depth),
                        new Matrix().rowMajor(b, column, depth, partColumns, columns),
                        new Matrix().rowMajor(parts, row * columns + column, partRows, partColumns, columns),
                        false,
                        workspace);
            }
        }
        assertSameBits("product in parts", parts, whole);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addsTheProductWithAColumnAsTheOracleDoes(MatrixMultiply multiply) {
        var workspace = new float[Alignment.LEAD + multiply.workspaceSize()];
        Arrays.fill(workspace, Float.NaN);
        var random = new SplittableRandom(3);
        for (int[] size : SIZES) {
            var product = new Product(new int[] {size[0], 1, size[2]}, false, false, random);
            var x = random(Product.OFFSET + size[2], random);
            var before = random(Product.OFFSET + size[0] + Product.GAP, random);
            var y = before.clone();
            multiply.multiplyColumn(product.a, x, Product.OFFSET, y, Product.OFFSET, workspace);
            var expected = toDouble(before);
            for (int row = 0; row < size[0]; row++) {
                for (int k = 0; k < size[2]; k++) {
                    expected[Product.OFFSET + row] +=
                            (double) product.a.values()[product.a.index(row, k)] * x[Product.OFFSET + k];
                }
            }
            assertClose(
                    String.format(Locale.ROOT, "%d×%d by a column", size[0], size[2]),
                    y,
                    expected,
                    sumTolerance(size[2]));
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void givesTheSameBitsWhenTheProductWithAColumnIsComputedInParts(MatrixMultiply multiply) {
        var workspace = new float[Alignment.LEAD + multiply.workspaceSize()];
        int rows = 23;
        int depth = 301;
        var random = new SplittableRandom(4);
        var a = random(rows * depth, random);
        var x = random(depth, random);
        var whole = new float[rows];
        multiply.multiplyColumn(new Matrix().rowMajor(a, 0, rows, depth, depth), x, 0, whole, 0, workspace);
        var parts = new float[rows];
        for (int row = 0; row < rows; row += 5) {
            int partRows = Math.min(5, rows - row);
            var part = new Matrix().rowMajor(a, row * depth, partRows, depth, depth);
            multiply.multiplyColumn(part, x, 0, parts, row, workspace);
        }
        assertSameBits("product in parts", parts, whole);
    }

    @Test
    void choosesVectorsWhereverThereAreAny() {
        assertThat(MatrixMultiply.fastest())
                .isInstanceOf(VectorSupport.isAvailable() ? VectorMatrixMultiply.class : BlockedMatrixMultiply.class);
    }

    /** Two matrices that lie in larger arrays, and room for their product in a third. */
    private static final class Product {

        private static final int OFFSET = 3;
        private static final int GAP = 2;

        private final int rows;
        private final int columns;
        private final int depth;
        private final Matrix a;
        private final Matrix b;
        private final float[] c;

        Product(int[] size, boolean transposeA, boolean transposeB, SplittableRandom random) {
            rows = size[0];
            columns = size[1];
            depth = size[2];
            a = matrix(rows, depth, transposeA, random);
            b = matrix(depth, columns, transposeB, random);
            c = new float[OFFSET + rows * (columns + GAP)];
        }

        private static Matrix matrix(int rows, int columns, boolean transposed, SplittableRandom random) {
            int storedRows = transposed ? columns : rows;
            int stride = (transposed ? rows : columns) + GAP;
            var values = random(OFFSET + storedRows * stride, random);
            return transposed
                    ? new Matrix().transposed(values, OFFSET, rows, columns, stride)
                    : new Matrix().rowMajor(values, OFFSET, rows, columns, stride);
        }

        Matrix at(float[] values) {
            return new Matrix().rowMajor(values, OFFSET, rows, columns, columns + GAP);
        }

        /** What lies around the product must be as before. */
        void assertResult(float[] actual, float[] before, boolean accumulate) {
            var expected = new double[actual.length];
            for (int i = 0; i < actual.length; i++) {
                expected[i] = before[i];
            }
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int index = OFFSET + row * (columns + GAP) + column;
                    double sum = accumulate ? before[index] : 0;
                    for (int k = 0; k < depth; k++) {
                        sum += (double) a.values()[a.index(row, k)] * b.values()[b.index(k, column)];
                    }
                    expected[index] = sum;
                }
            }
            assertClose(
                    String.format(Locale.ROOT, "%d×%d×%d product", rows, columns, depth),
                    actual,
                    expected,
                    sumTolerance(depth));
        }
    }
}
