package org.scratchcnn.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.ImageSet;

class DrawnShapesTest {

    @ParameterizedTest
    @EnumSource
    void drawsAsManyTestImagesAsTheSetHasAndAsManyOfEachClass(ImageSet set) {
        var images = DrawnShapes.test(set);

        assertThat(images.count()).isEqualTo(set.testImages());
        assertThat(images.shape()).isEqualTo(set.imageShape());
        int[] counts = new int[10];
        for (int label : images.labels()) {
            counts[label]++;
        }
        assertThat(counts).containsOnly(1_000);
    }

    @Test
    void drawsTheSameImagesEveryTime() {
        assertThat(DrawnShapes.test(ImageSet.MNIST).pixels())
                .isEqualTo(DrawnShapes.test(ImageSet.MNIST).pixels());
    }

    @Test
    void drawsOtherImagesForTestThanForTraining() {
        var training = DrawnShapes.training(ImageSet.MNIST);
        var test = DrawnShapes.test(ImageSet.MNIST);

        assertThat(training.count()).isEqualTo(60_000);
        assertThat(Arrays.copyOf(training.pixels(), test.pixels().length)).isNotEqualTo(test.pixels());
    }

    /** A shape is something other than its paper, and no two kinds are the same. */
    @ParameterizedTest
    @EnumSource
    void everyShapeCoversAPartOfItsSquareThatNoOtherCovers(DrawnShape shape) {
        boolean[] covered = covered(shape);

        assertThat(IntStream.range(0, covered.length).filter(i -> covered[i]).count())
                .isBetween(covered.length / 5L, covered.length * 4L / 5);
        for (var other : DrawnShape.values()) {
            if (other != shape) {
                boolean[] others = covered(other);
                assertThat(IntStream.range(0, covered.length)
                                .filter(i -> covered[i] != others[i])
                                .count())
                        .as("cells in which %s and %s differ", shape, other)
                        .isGreaterThan(covered.length / 10L);
            }
        }
    }

    private static boolean[] covered(DrawnShape shape) {
        int side = 40;
        var covered = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                covered[y * side + x] = shape.depth((x + 0.5) * 2 / side - 1, (y + 0.5) * 2 / side - 1) > 0;
            }
        }
        return covered;
    }
}
