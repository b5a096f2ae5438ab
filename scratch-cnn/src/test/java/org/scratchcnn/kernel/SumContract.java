package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.oracle.Numbers.assertSameBits;
import static org.scratchcnn.oracle.Numbers.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/** What every backend's sum does. */
interface SumContract extends BackendUnderTest {

    /** Awkward sizes, one whose channels fall into several items, and features. */
    List<Shape> SHAPES =
            List.of(Shape.image(3, 5, 7), Shape.image(1, 1, 1), Shape.image(3, 60, 64), Shape.features(37));

    int NOWHERE = -1;

    @ParameterizedTest(name = "{0} inputs")
    @ValueSource(ints = {1, 2, 3, 5})
    default void valuesAreAddedInTheOrderOfTheInputs(int inputs) {
        for (var shape : SHAPES) {
            for (var batch : BatchSize.values()) {
                for (boolean borders : new boolean[] {true, false}) {
                    for (int inPlace = NOWHERE; inPlace < inputs; inPlace++) {
                        assertAdds(shape, batch.images(lanes()), inputs, borders, inPlace);
                    }
                }
            }
        }
    }

    private void assertAdds(Shape shape, int images, int inputs, boolean borders, int inPlace) {
        var extra = borders && shape instanceof Shape.Image ? extraBorder() : Padding2d.NONE;
        var bordered = Layout.of(shape, images + 1, extra);
        var plain = Layout.of(shape, images + 1, Padding2d.NONE);
        var random = new SplittableRandom(inputs);
        var expected = new float[images * shape.size()];
        try (var team = new ThreadTeam(3)) {
            var kernels = kernels(team);
            var layouts = new ArrayList<Layout>();
            var xs = new ArrayList<Activations>();
            for (int k = 0; k < inputs; k++) {
                layouts.add(k % 2 == 0 ? bordered : plain);
                xs.add(kernels.allocate(layouts.getLast()));
                var values = random(expected.length, random);
                kernels.pack(values, 0, images, xs.getLast());
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = k == 0 ? values[i] : expected[i] + values[i];
                }
            }
            var y = inPlace == NOWHERE ? kernels.allocate(bordered) : xs.get(inPlace);
            var sum = kernels.sum(layouts, y.layout());
            kernels.workspace().allocate();
            for (int thread = 0; thread < team.threads(); thread++) {
                Arrays.fill(kernels.workspace().perThread(0).of(thread), Float.NaN);
            }
            sum.run(xs, y);
            assertSameBits(
                    String.format(Locale.ROOT, "%d images of %s, y is number %d", images, shape, inPlace),
                    Unpacked.of(kernels, y),
                    expected);
            assertBordersAreZero(y);
            assertUnusedLanesAreZero(y);
        }
    }

    @Test
    default void aSumOfAnotherNumberOfInputsIsRefused() {
        try (var team = new ThreadTeam(1)) {
            var kernels = kernels(team);
            var layout = Layout.of(Shape.features(2), 1, Padding2d.NONE);
            var x = kernels.allocate(layout);
            var sum = kernels.sum(Collections.nCopies(2, layout), layout);
            assertThatThrownBy(() -> sum.run(List.of(x), x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("planned for 2 inputs, but was given 1");
        }
    }
}
