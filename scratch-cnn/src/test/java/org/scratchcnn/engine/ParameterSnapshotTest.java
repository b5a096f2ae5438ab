package org.scratchcnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.ParameterSpec;

class ParameterSnapshotTest {

    private static final List<ParameterSpec> PARAMETERS = List.of(
            new ParameterSpec("0.weight", ParameterSpec.Role.WEIGHT, List.of(2, 3), 3, 2),
            new ParameterSpec("0.bias", ParameterSpec.Role.BIAS, List.of(2), 3, 2));

    private static Tensor zeros(Integer... shape) {
        int count = 1;
        for (int extent : shape) {
            count *= extent;
        }
        return new Tensor(List.of(shape), new float[count]);
    }

    private static ParameterSnapshot snapshot(Map<String, Tensor> tensors) {
        return new ParameterSnapshot(tensors);
    }

    @Test
    void acceptsExactlyTheNetworksParametersInAnyOrder() {
        assertThatCode(() -> snapshot(Map.of("0.bias", zeros(2), "0.weight", zeros(2, 3)))
                        .requireMatch(PARAMETERS))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheParameterThatIsMissing() {
        assertThatThrownBy(() -> snapshot(Map.of("0.weight", zeros(2, 3))).requireMatch(PARAMETERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The parameters are not those of the network: 0.bias is missing");
    }

    @Test
    void namesTheParameterOfAnotherShapeAndBothShapes() {
        assertThatThrownBy(() -> snapshot(Map.of("0.bias", zeros(2), "0.weight", zeros(3, 2)))
                        .requireMatch(PARAMETERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The parameters are not those of the network: 0.weight has the shape [3, 2] instead of [2, 3]");
    }

    @Test
    void namesTensorsThatTheNetworkDoesNotHave() {
        assertThatThrownBy(() -> snapshot(Map.of("0.bias", zeros(2), "0.weight", zeros(2, 3), "1.weight", zeros(1)))
                        .requireMatch(PARAMETERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The parameters are not those of the network: 1.weight is unexpected");
    }

    @Test
    void keepsTheOrderOfItsTensorsWhateverBecomesOfTheMap() {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("z", zeros(1));
        tensors.put("a", zeros(1));
        var snapshot = snapshot(tensors);
        tensors.clear();

        assertThat(snapshot.tensors().keySet()).containsExactly("z", "a");
        assertThat(snapshot.copy().tensors().keySet()).containsExactly("z", "a");
        assertThatThrownBy(() -> snapshot.tensors().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void copiesValues() {
        var original = snapshot(Map.of("a", new Tensor(List.of(2), new float[] {1, 2})));
        var copy = original.copy();

        original.tensor("a").values()[0] = 9;

        assertThat(copy.tensor("a").values()).containsExactly(1, 2);
    }

    @Test
    void refusesTensorsWithMoreOrFewerValuesThanTheirShapeSays() {
        assertThatThrownBy(() -> new Tensor(List.of(2, 3), new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A tensor of shape [2, 3] needs 6 values, but was given 5");
    }

    @Test
    void aShapeOfMoreValuesThanANumberCanSayIsRefusedAndOneWithoutAnyIsEmpty() {
        int most = Integer.MAX_VALUE;
        assertThatThrownBy(() -> new Tensor(List.of(most, most, most), new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A tensor of shape [2147483647, 2147483647, 2147483647] needs ");
        assertThat(new Tensor(List.of(most, most, most, 0), new float[0]).values())
                .isEmpty();
    }

    @Test
    void namesTheFirstValueThatIsNotFinite() {
        assertThat(snapshot(Map.of("a", new Tensor(List.of(2), new float[] {1, Float.NaN})))
                        .notFinite())
                .contains("a[1] is NaN");
        assertThat(snapshot(Map.of("a", zeros(2))).notFinite()).isEmpty();
    }
}
