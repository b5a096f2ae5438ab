package org.scratchcnn.kernel.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.kernel.ArrayAddress;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.Padding2d;

class LaneStridesTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void noVectorOfActivationsLiesAcrossTwoCacheLines(int lanes) {
        var layout = new Layout(5, 3, 2, 2 * lanes, new Padding2d(1, 2, 0, 3));
        var whole = new LaneActivations(layout, lanes);
        long vectorBytes = (long) lanes * Float.BYTES;
        var view = whole.view(layout.view(1, 3));

        for (int collection = 0; collection < 3; collection++) {
            for (var activations : new LaneActivations[] {whole, view}) {
                for (var block : activations.blocks()) {
                    var strides = activations.strides();
                    assertThat(ArrayAddress.of(block, strides.at(0, 0, 0)) % vectorBytes)
                            .isZero();
                    assertThat(ArrayAddress.of(block, strides.at(2, 1, 1)) % vectorBytes)
                            .isZero();
                }
            }
            System.gc();
        }
    }

    @Test
    void aViewStandsWhereTheWholeHasThoseChannels() {
        var layout = new Layout(5, 3, 2, 8, new Padding2d(1, 2, 0, 3));
        var whole = LaneStrides.of(layout, 8);
        var view = LaneStrides.of(layout.view(1, 3), 8);

        assertThat(view.at(1, 2, 1)).isEqualTo(whole.at(2, 2, 1));
        assertThat(view.length()).isEqualTo(whole.length());
    }
}
