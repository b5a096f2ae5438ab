package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;

class FrozenLayersTest {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            "frozen",
            Shape.image(1, 6, 6),
            List.of(
                    conv(1, 4),
                    BatchNorm2d.of(4),
                    Activation.relu(),
                    Residual.of(conv(4, 4), BatchNorm2d.of(4)),
                    new GlobalAvgPool2d(),
                    Dense.of(4, 3)),
            LossSpec.SOFTMAX_CROSS_ENTROPY);

    private static final TrainingSpec ALL = TrainingSpec.of(NETWORK, OptimizerSpec.adam(0.01), 8, 1);

    @Test
    void whatIsFrozenStaysAsItIsWithItsRunningStatistics() {
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(
                    ALL.withGroups(ParameterGroup.ofLayers("1", "3.body").frozen()))) {
                var before = session.snapshot();
                session.step(batch());
                session.step(batch());
                session.snapshot().tensors().forEach((name, tensor) -> {
                    boolean frozen = name.startsWith("1.") || name.startsWith("3.body.");
                    boolean same =
                            Arrays.equals(tensor.values(), before.tensor(name).values());
                    assertThat(same).as("%s: %s unchanged", engine, name).isEqualTo(frozen);
                });
                session.computeGradients(batch());
                assertThat(session.gradients().tensors()).containsOnlyKeys("0.weight", "0.bias", "5.weight", "5.bias");
            }
        }
    }

    @Test
    void theOthersLearnAsIfNothingWereFrozenBeforeThem() {
        var initial = ParameterInitializer.draw(ALL);
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(
                    ALL.withGroups(ParameterGroup.ofLayers("1", "3").frozen()),
                    initial,
                    EngineOptions.allProcessors())) {
                double loss = session.computeGradients(batch());
                var gradient = session.gradients().tensor("0.bias").values()[0];
                var shifted = initial.copy();
                float[] bias = shifted.tensor("0.bias").values();
                float distance = 1e-2f;
                bias[0] += distance;
                session.restore(shifted);
                double above = session.computeGradients(batch());
                bias[0] -= 2 * distance;
                session.restore(shifted);
                double below = session.computeGradients(batch());

                assertThat(loss).isBetween(Math.min(above, below) - 1e-3, Math.max(above, below) + 1e-3);
                assertThat((double) gradient).isCloseTo((above - below) / (2 * distance), within(2e-3));
            }
        }
    }

    @Test
    void nothingBeforeTheFirstTrainedLayerHasAGradient() {
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(
                    ALL.withGroups(ParameterGroup.ofLayers("0", "1", "3").frozen()))) {
                assertThat(session.parts().stream()
                                .filter(part -> part.kind() == Kind.GRADIENT_BY_INPUT
                                        || part.kind() == Kind.GRADIENT_BY_WEIGHT
                                        || part.kind() == Kind.UPDATE)
                                .map(StepPart::path))
                        .as(engine.name())
                        .containsOnly("5");
            }
        }
    }

    @Test
    void aParameterMayStayWhileItsLayersOthersLearn() {
        var training = ALL.withGroups(
                ParameterGroup.ofLayers("0").withRoles(Role.WEIGHT).frozen(),
                ParameterGroup.ofLayers("0").withRoles(Role.BIAS).frozenFrom(1),
                ParameterGroup.ofLayers("1", "3")
                        .withRoles(Role.SCALE, Role.SHIFT)
                        .frozen());
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training)) {
                var initial = session.snapshot();
                session.step(batch());
                var once = session.snapshot();
                session.step(batch(), StepListener.NONE);
                var twice = session.snapshot();

                assertThat(changed(initial, once))
                        .as("%s, first step", engine)
                        .containsExactlyInAnyOrder(
                                "0.bias",
                                "1.running_mean",
                                "1.running_var",
                                "3.body.0.weight",
                                "3.body.0.bias",
                                "3.body.1.running_mean",
                                "3.body.1.running_var",
                                "5.weight",
                                "5.bias");
                assertThat(changed(once, twice)).as("%s, then", engine).doesNotContain("0.weight", "0.bias");
                session.computeGradients(batch());
                assertThat(session.gradients().tensors())
                        .containsOnlyKeys("0.bias", "3.body.0.weight", "3.body.0.bias", "5.weight", "5.bias");
                assertThat(engine.memory(training, EngineOptions.allProcessors())
                                .total())
                        .isEqualTo(HeldMemory.of(session).values());
            }
        }
    }

    @Test
    void scalesMayStayWhileShiftsLearnAsIfNothingWereFrozen() {
        var training = ALL.withGroups(ParameterGroup.ofRoles(Role.SCALE).frozen());
        var initial = ParameterInitializer.draw(ALL);
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training, initial, EngineOptions.allProcessors());
                    var all = engine.open(ALL, initial, EngineOptions.allProcessors())) {
                assertThat(session.computeGradients(batch())).isEqualTo(all.computeGradients(batch()));
                var expected = new LinkedHashMap<>(all.gradients().tensors());
                expected.keySet().removeAll(List.of("1.weight", "3.body.1.weight"));
                assertThat(session.gradients().tensors()).containsOnlyKeys(expected.keySet());
                expected.forEach((name, tensor) -> assertThat(
                                session.gradients().tensor(name).values())
                        .as("%s: %s", engine, name)
                        .containsExactly(tensor.values()));

                session.step(batch());
                var changed = new ArrayList<>(initial.tensors().keySet());
                changed.removeAll(List.of("1.weight", "3.body.1.weight"));
                assertThat(changed(initial, session.snapshot()))
                        .as("%s", engine)
                        .containsExactlyInAnyOrderElementsOf(changed);
            }
        }
    }

    private static List<String> changed(ParameterSnapshot before, ParameterSnapshot after) {
        return before.tensors().keySet().stream()
                .filter(name -> !Arrays.equals(
                        before.tensor(name).values(), after.tensor(name).values()))
                .toList();
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> ALL.withGroups(ParameterGroup.ofLayers("3.bod").frozen()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "frozen has no layer at \"3.bod\"; its layers are at [0, 1, 2, 3.body.0, 3.body.1, 3, 4, 5]");
    }

    private static Batch batch() {
        return DrawnBatch.of(NETWORK.resolve(), 8, new SplittableRandom(1));
    }

    private static Conv2d conv(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }
}
