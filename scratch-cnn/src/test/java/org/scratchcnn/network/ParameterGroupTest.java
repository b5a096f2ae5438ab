package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.ParameterSpec.Role;

class ParameterGroupTest {

    private static final TrainingSpec TRAINING = TrainingSpec.of(
            new NetworkSpec(
                    "small",
                    Shape.image(1, 4, 4),
                    List.of(Conv2d.of(1, 2, 3), BatchNorm2d.of(2), Activation.relu(), new Flatten(), Dense.of(8, 3)),
                    LossSpec.SOFTMAX_CROSS_ENTROPY),
            OptimizerSpec.sgd(0.1),
            2,
            1);

    @Test
    void factorsOfSeveralGroupsMultiplyInAnyOrder() {
        var shifts = ParameterGroup.ofRoles(Role.SHIFT).withRateFactor(64).withDecayFactor(1 / 64.0);
        var layer = ParameterGroup.ofLayers("1").withRateFactor(0.5).frozenUntil(7);

        for (var training : List.of(TRAINING.withGroups(shifts, layer), TRAINING.withGroups(layer, shifts))) {
            var shift = training.groupOf(parameter("1.bias"));
            assertThat(shift.rateFactor()).isEqualTo(32);
            assertThat(shift.decayFactor()).isEqualTo(1 / 64.0);
            assertThat(shift.isTrained(6)).isFalse();
            assertThat(shift.isTrained(7)).isTrue();
            assertThat(training.groupOf(parameter("1.weight")).rateFactor()).isEqualTo(0.5);
            assertThat(training.groupOf(parameter("0.bias")).rateFactor()).isEqualTo(1);
        }
    }

    @Test
    void aWeightMayBeFrozenWhileItsBiasIsTrainedForAWhile() {
        var training = TRAINING.withGroups(
                ParameterGroup.ofLayers("0").withRoles(Role.WEIGHT).frozen(),
                ParameterGroup.ofLayers("0").withRoles(Role.BIAS).frozenFrom(300));

        assertThat(training.trains(parameter("0.weight"))).isFalse();
        assertThat(training.groupOf(parameter("0.bias")).isTrained(299)).isTrue();
        assertThat(training.groupOf(parameter("0.bias")).isTrained(300)).isFalse();
        assertThat(training.trains(operation(0))).isTrue();
        assertThat(training.isFrozen(operation(0))).isFalse();
    }

    @Test
    void biasesScalesAndShiftsGoWithoutDecay() {
        var training = TRAINING.withGroups(ParameterGroup.withoutDecay());

        assertThat(TRAINING.network().resolve().parameters().stream()
                        .filter(parameter -> training.groupOf(parameter).decayFactor() == 0)
                        .map(ParameterSpec::name))
                .containsExactly("0.bias", "1.weight", "1.bias", "4.bias");
    }

    @Test
    void aLayerOfFrozenParametersIsFrozenWithItsStatisticsOnlyWhereItIsFrozenAsAWhole() {
        var whole = TRAINING.withGroups(ParameterGroup.ofLayers("1").frozen());
        var parameters = TRAINING.withGroups(
                ParameterGroup.ofLayers("1").withRoles(Role.SCALE, Role.SHIFT).frozen());

        assertThat(whole.trains(operation(1))).isFalse();
        assertThat(whole.isFrozen(operation(1))).isTrue();
        assertThat(parameters.trains(operation(1))).isFalse();
        assertThat(parameters.isFrozen(operation(1))).isFalse();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TRAINING.withGroups(ParameterGroup.ofLayers("7").frozen()))
                .withMessage("small has no layer at \"7\"; its layers are at [0, 1, 2, 3, 4]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TRAINING.withGroups(ParameterGroup.ofLayers("2").frozen()))
                .withMessage(
                        "small has no parameters of layers [2] for a group; it has [0.weight (WEIGHT), 0.bias (BIAS), 1.weight (SCALE), 1.bias (SHIFT), 4.weight (WEIGHT), 4.bias (BIAS)]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TRAINING.withGroups(ParameterGroup.ofLayers("0").withRoles(Role.SCALE)))
                .withMessageStartingWith("small has no parameters of layers [0] and roles [SCALE] for a group; it has");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void ratesAndDecayArePositiveAndFinite(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterGroup.withoutDecay().withRateFactor(number))
                .withMessage("A group's rate factor must be positive and finite, but is " + number
                        + "; to train it never, freeze it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecaySpec.L2(number))
                .withMessage("The decay must be positive and finite, but is " + number);
    }

    @Test
    void otherSettingsOutsideTheirRangeAreRefused() {
        var group = ParameterGroup.ofLayers("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.withDecayFactor(-1))
                .withMessage("A group's decay factor must be 0 or more and finite, but is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.frozenUntil(-1))
                .withMessage("A group is trained from step 0 or later, but was given -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.withRoles(Role.RUNNING_MEAN))
                .withMessage(
                        "RUNNING_MEAN is not trained, so no group has it; to freeze it, freeze its layer as a whole");
    }

    private static ParameterSpec parameter(String name) {
        return TRAINING.network().resolve().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operation operation(int index) {
        return TRAINING.network().resolve().operations().get(index);
    }
}
