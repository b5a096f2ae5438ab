package org.scratchcnn.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Shape;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

class LargeConvolutionsTest {

    @Test
    void areNamedByTheirShapes() {
        assertThat(LargeConvolutions.all())
                .extracting(ConvolutionShape::toString)
                .containsExactly(
                        "64→64 3×3 @32×32",
                        "128→128 3×3 @16×16",
                        "256→256 3×3 @8×8",
                        "512→512 3×3 @4×4",
                        "64→64 3×3 @112×112");
    }

    @Test
    void keepTheSizeOfTheirImages() {
        assertThat(LargeConvolutions.all())
                .allSatisfy(shape -> assertThat(shape.convolution().outputShape(shape.input()))
                        .isEqualTo(Shape.image(
                                shape.convolution().outChannels(),
                                shape.input().height(),
                                shape.input().width())));
    }

    @Test
    void countTwoOperationsForEachMultiplyAccumulateOfTheDirectMethod() {
        assertThat(LargeConvolutions.all().getFirst().nominalFlops(32)).isEqualTo(2L * 64 * 64 * 9 * 32 * 32 * 32);
    }

    @Test
    void haveThePassesOfTraining() {
        assertThat(Pass.values())
                .extracting(Pass::title)
                .containsExactly("forward", "gradient by input", "gradient by weight");
    }
}
