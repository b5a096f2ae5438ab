package org.scratchcnn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.MatrixMultiplyRequest;

class NativeMatrixMultiplyTest {

    private static final int ROWS = 5;
    private static final int DEPTH = 7;
    private static final int COLUMNS = 3;

    private static NativeMatrixMultiply multiply() {
        return new NativeMatrixMultiply(
                "dl4j",
                new MatrixMultiplyRequest(ROWS, DEPTH, COLUMNS, new EngineOptions(1), new IterationPlan(1, 1, 1, 1)));
    }

    @Test
    void sumsTheProductsOfRowsAndColumns() {
        try (var multiply = multiply()) {
            multiply.passes().firstEntry().getValue().run();

            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    double sum = 0;
                    for (int k = 0; k < DEPTH; k++) {
                        sum += multiply.left().getDouble(row, k)
                                * multiply.right().getDouble(k, column);
                    }
                    assertThat(multiply.product().getDouble(row, column)).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    @Test
    void givesTheSameAgainAndAgain() {
        try (var multiply = multiply()) {
            var product = multiply.passes().firstEntry().getValue();
            product.run();
            var once = multiply.product().dup();

            product.run();

            assertThat(multiply.product()).isEqualTo(once);
        }
    }

    @Test
    void saysWhatItRunsWith() {
        try (var multiply = multiply()) {
            assertThat(multiply.facts().engine()).isEqualTo("dl4j");
            assertThat(multiply.facts().facts()).containsKeys("nd4j", "blas", "threads");
        }
    }
}
