package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.MemoryPlan.Part;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

class SessionMemoryTest {

    private static final List<OptimizerSpec> OPTIMIZERS = List.of(
            OptimizerSpec.sgd(0.01),
            new OptimizerSpec.Sgd(0.01, 0.9, false),
            OptimizerSpec.adam(1e-3),
            OptimizerSpec.muon(0.02));

    static Stream<Arguments> enginesAndNetworks() {
        return ScratchEngines.all().stream()
                .flatMap(engine -> Zoo.networks().stream()
                        .filter(network -> engine.equals(ScratchEngines.lanes())
                                || network.resolve().forwardMacs() < 20_000_000)
                        .map(network -> Arguments.of(engine, network)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("enginesAndNetworks")
    void aSessionHoldsWhatWasPlanned(ScratchEngine engine, NetworkSpec network) {
        for (int batchSize : new int[] {1, 7, 33}) {
            int threads = batchSize % 3 + 1;
            var training = TrainingSpec.of(network, OPTIMIZERS.get(batchSize % OPTIMIZERS.size()), batchSize, 1);
            var planned = engine.memory(training, new EngineOptions(threads));
            try (var session = engine.open(training, ParameterInitializer.draw(training), new EngineOptions(threads))) {
                // One sample will do: all is there from the beginning.
                var sample = DrawnBatch.of(network.resolve(), 1, new SplittableRandom(1));
                session.step(sample);
                session.logits(sample, new float[network.resolve().logits().count()]);
                var held = HeldMemory.of(session);
                assertThat(planned.total()).as("batches of %d", batchSize).isEqualTo(held.values());
                // What the plan leaves out: 16 KiB or a hundredth of a larger plan, and statistics in double precision.
                assertThat(held.tables()).isLessThan(Math.max(16_384, planned.total() / 100) + statistics(network));
            }
        }
    }

    /** Eight doubles for each channel that is normalized over the batch. */
    private static long statistics(NetworkSpec network) {
        return 8
                * Double.BYTES
                * network.resolve().tensors().stream()
                        .filter(tensor -> tensor.role() == ParameterSpec.Role.RUNNING_MEAN)
                        .mapToLong(ParameterSpec::count)
                        .sum();
    }

    @Test
    void aSingleSamplesOwnWayThroughTheNetworkIsPartOfThePlan() {
        var training = TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 32, 1);
        var options = new EngineOptions(2);
        var own = ScratchEngines.im2col()
                .memory(training.withNetwork(Zoo.fashionCnn().withoutDropout()).withBatchSize(1), options);

        assertThat(ScratchEngines.lanes().memory(training, options).bytes(Part.SINGLE_SAMPLE))
                .isEqualTo(own.bytes(Part.ACTIVATIONS) + own.bytes(Part.WORKSPACE) - 10 * Float.BYTES);
        assertThat(ScratchEngines.direct().memory(training, options).parts()).doesNotContainKey(Part.SINGLE_SAMPLE);
    }

    @Test
    void aSessionTellsItsPlanAmongItsFacts() {
        var engine = ScratchEngines.lanes();
        var training = TrainingSpec.of(Zoo.spiralMlp(), OptimizerSpec.adam(1e-3), 32, 1);
        try (var session = engine.open(training, ParameterInitializer.draw(training), new EngineOptions(2))) {
            assertThat(session.facts().facts())
                    .containsEntry(
                            EngineFacts.MEMORY,
                            engine.memory(training, new EngineOptions(2)).describe());
        }
    }

    @Test
    void aLargeBatchHoldsWhatTheSamplesThatGoAtATimeDo() {
        var part = memory(Zoo.fashionCnn(), 32);
        var batch = memory(Zoo.fashionCnn(), 512);

        long logits = (512 - 32) * 10 * Float.BYTES;
        assertThat(batch.bytes(Part.ACTIVATIONS) - part.bytes(Part.ACTIVATIONS)).isEqualTo(logits);
        assertThat(batch.bytes(Part.ACTIVATION_GRADIENTS) - part.bytes(Part.ACTIVATION_GRADIENTS))
                .isEqualTo(logits);
        assertThat(batch.bytes(Part.WORKSPACE)).isEqualTo(part.bytes(Part.WORKSPACE));
        assertThat(batch.describe()).endsWith("for batches of 512, 32 at a time, on 2 threads");
    }

    @Test
    void layersOfEqualShapeShareTheirGradients() {
        var shallow = memory(convolutions(4), 8);
        var deep = memory(convolutions(12), 8);

        assertThat(deep.bytes(Part.ACTIVATION_GRADIENTS)).isEqualTo(shallow.bytes(Part.ACTIVATION_GRADIENTS));
        assertThat(deep.bytes(Part.ACTIVATIONS)).isGreaterThan(2 * shallow.bytes(Part.ACTIVATIONS));
    }

    @Test
    void kernelsOfEqualShapeShareWhatTheyNeedWhileTheyWork() {
        long one = memory(convolutions(2), 8).bytes(Part.WORKSPACE);
        long two = memory(convolutions(3), 8).bytes(Part.WORKSPACE);
        long three = memory(convolutions(4), 8).bytes(Part.WORKSPACE);

        // Another layer adds its packed weights alone.
        assertThat(three - two).isEqualTo(two - one).isBetween(1L, one / 3);
    }

    @Test
    void plansMoreThanIntsCanCountWithoutAllocating() {
        var network = new NetworkSpec(
                "large",
                Shape.image(64, 512, 512),
                List.of(
                        sameConv(64),
                        Activation.relu(),
                        sameConv(64),
                        AvgPool2d.of(512).withStride(Size2d.square(512)),
                        new Flatten(),
                        Dense.of(64, 10)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        long valuesOfAnEdge = 32L * 64 * 512 * 512;

        var memory = memory(network, 32);

        // Four edges of values; gradients of the same shape, with borders and without, take turns.
        assertThat(memory.bytes(Part.ACTIVATIONS)).isBetween(4 * 4 * valuesOfAnEdge, 5 * 4 * valuesOfAnEdge);
        assertThat(memory.bytes(Part.ACTIVATION_GRADIENTS)).isBetween(2 * 4 * valuesOfAnEdge, 4 * 4 * valuesOfAnEdge);
    }

    @Test
    void refusesWhatDoesNotFitWithTheBatchThatWould() {
        var training = TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 512, 1);
        var initial = ParameterInitializer.draw(training);
        var options = new EngineOptions(2);
        var engine = ScratchEngines.im2col().in(new HeapRoom(20_000_000, 10_000_000, 0));
        var needed = engine.memory(training, options);

        assertThatThrownBy(() -> engine.open(training, initial, options))
                .isInstanceOf(InsufficientMemoryException.class)
                .hasMessageStartingWith(String.format(
                        Locale.ROOT,
                        "Training fashion-cnn needs %,d bytes (%s). As arrays they take ",
                        needed.total(),
                        needed.describe()))
                .hasMessageContaining(
                        " bytes of the Java heap, which is limited to 20,000,000 and has 8,000,000 left for it; the largest batch that fits is ")
                .satisfies(refusal -> {
                    int largest = number(refusal, "fits is (\\d+): take that or less, or a larger heap");
                    engine.open(training.withBatchSize(largest), initial, options)
                            .close();
                    assertThatThrownBy(() -> engine.open(training.withBatchSize(largest + 1), initial, options))
                            .isInstanceOf(InsufficientMemoryException.class)
                            .hasMessageContaining("the largest batch that fits is " + largest + ": ");
                });
    }

    @Test
    void saysHowLargeAHeapWouldDoWhereNotEvenOneSampleFits() {
        var training = TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 32, 1);
        var initial = ParameterInitializer.draw(training);
        var options = new EngineOptions(1);
        var engine = ScratchEngines.lanes();
        long mebibyte = 1 << 20;

        assertThatThrownBy(() -> engine.in(new HeapRoom(3 * mebibyte, mebibyte, mebibyte))
                        .open(training, initial, options))
                .hasMessageContaining("; not even one sample at a time fits, so take a larger heap, about -Xmx")
                .satisfies(refusal -> {
                    int advised = number(refusal, "-Xmx(\\d+)m");
                    engine.in(new HeapRoom(advised * mebibyte, mebibyte, mebibyte))
                            .open(training, initial, options)
                            .close();
                    assertThatThrownBy(() -> engine.in(new HeapRoom((advised - 1) * mebibyte, mebibyte, mebibyte))
                                    .open(training, initial, options))
                            .isInstanceOf(InsufficientMemoryException.class);
                });
    }

    @Test
    void countsTheRegionsThatLargeArraysFill() {
        var room = new HeapRoom(1 << 30, 0, 1 << 20);

        assertThat(room.taken(new PlannedArrays(3, 1_000)))
                .as("small arrays share regions")
                .isEqualTo(3 * 4_016);
        assertThat(room.taken(new PlannedArrays(3, 1 << 17)))
                .as("half a region and a header")
                .isEqualTo(3 << 20);
        assertThat(room.taken(new PlannedArrays(3, 1 << 18)))
                .as("a region and a header")
                .isEqualTo(6 << 20);
        assertThat(new HeapRoom(1 << 30, 0, 0).taken(new PlannedArrays(3, 1 << 18)))
                .as("without regions")
                .isEqualTo((3 << 20) + 3 * 16);
    }

    private static int number(Throwable refusal, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(String.valueOf(refusal.getMessage()));
        assertThat(matcher.find()).as(refusal.getMessage()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static MemoryPlan memory(NetworkSpec network, int batchSize) {
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.1), batchSize, 1);
        return ScratchEngines.lanes().memory(training, new EngineOptions(2));
    }

    /** Convolutions of one shape with ReLUs between them. */
    private static NetworkSpec convolutions(int count) {
        var layers = new ArrayList<LayerSpec>();
        for (int i = 0; i < count; i++) {
            layers.add(sameConv(32));
            layers.add(Activation.relu());
        }
        layers.add(new Flatten());
        layers.add(Dense.of(32 * 16 * 16, 10));
        return new NetworkSpec("deep", Shape.image(32, 16, 16), layers, LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static Conv2d sameConv(int channels) {
        return Conv2d.of(channels, channels, 3).withPadding(Padding2d.all(1));
    }
}
