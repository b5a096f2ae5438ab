package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityTest {

    private static double distance(float[] actual, float[] expected) {
        return Parity.distance(Map.of("a", actual, "b", new float[] {5}), Map.of("a", expected, "b", new float[] {5}));
    }

    @Test
    void measuresTheTensorThatIsFarthestByItsOwnNorm() {
        assertThat(distance(new float[] {3, 4}, new float[] {3, 4})).isZero();
        assertThat(distance(new float[] {3, 4.5f}, new float[] {3, 4})).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void measuresWhatIsAsGoodAsZeroByTheLargestNorm() {
        assertThat(distance(new float[] {1e-3f}, new float[] {1e-9f})).isCloseTo(2e-4, within(1e-9));
        assertThat(distance(new float[] {0}, new float[] {0})).isZero();
    }

    @Test
    void nothingIsFartherThanWhatIsNotANumber() {
        assertThat(distance(new float[] {Float.NaN}, new float[] {1})).isInfinite();
    }

    @Test
    void refusesOtherTensors() {
        assertThatThrownBy(() -> Parity.distance(Map.of("a", new float[1]), Map.of("b", new float[1])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("An engine gave [a] where the reference has [b]");
    }

    @Test
    void failsWhereTheLibraryIsFarAway() {
        var near = new Parity("r", Map.of("relu", Map.of("scratch", 1e-6, "dl4j", 1.0)), Map.of());
        var far = new Parity("r", Map.of("relu", Map.of("scratch-naive", 1e-4)), Map.of());

        assertThat(near.isClose()).isTrue();
        assertThat(far.isClose()).isFalse();
    }
}
