package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.relu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenEpochsTest {

    private static final Network NETWORK = Network.of(features(2), dense(8), relu(), dense(2));

    /** Of each of three epochs, whether the first layer changed. */
    private static List<Boolean> changes(UnaryOperator<Fit> settings) {
        var changes = new ArrayList<Boolean>();
        try (var model = Model.create(NETWORK)) {
            model.fit(
                    DrawnData.halves(20, 1),
                    fit -> settings.apply(fit.epochs(3).batchSize(8)).listener(new FitListener() {

                        private float[] before = weights(model);

                        @Override
                        public void epochDone(History.Epoch epoch) {
                            changes.add(!Arrays.equals(before, weights(model)));
                            before = weights(model);
                        }
                    }));
        }
        return changes;
    }

    private static float[] weights(Model model) {
        return model.parameters().tensor("0.weight").values();
    }

    @Test
    void endWithTheLastOne() {
        assertThat(changes(fit -> fit.freezeUntil(2, "0"))).containsExactly(false, false, true);
    }

    @Test
    void beginWithTheFirstOne() {
        assertThat(changes(fit -> fit.freezeFrom(2, "0"))).containsExactly(true, false, false);
    }

    @Test
    void areLaidOverEachOther() {
        assertThat(changes(fit -> fit.freezeUntil(1, "0").freezeFrom(3, "0"))).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void areOnesOfTheTraining(int epoch) {
        assertThatThrownBy(() -> changes(fit -> fit.freezeFrom(epoch, "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Layers can be frozen until or from the epochs 1 to 3 of the training, but not " + epoch);
    }

    @Test
    void leaveALayerToBeTrained() {
        assertThatThrownBy(() -> changes(fit -> fit.freeze("0", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("that have parameters are frozen; leave one to be trained");
    }
}
