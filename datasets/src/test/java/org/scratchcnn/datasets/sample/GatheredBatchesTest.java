package org.scratchcnn.datasets.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.network.Shape;

class GatheredBatchesTest {

    private static final TestSamples SAMPLES =
            new TestSamples(IntStream.range(0, 100).map(i -> i % 3).toArray());

    @Test
    void handsOutMembersInTheirOrder() {
        var source = GatheredBatches.inOrder(SAMPLES, 3, new int[] {5, 9, 2, 40, 7}, 2);

        assertThat(visited(source, 1)).containsExactly(5, 9, 2, 40, 7);
        assertThat(visited(source, 2)).containsExactly(5, 9, 2, 40, 7);
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 1", "32, 4, 4", "50, 2, 50", "99, 2, 1", "100, 1, 100", "101, 1, 100"})
    void makesTheLastBatchAsSmallAsItMustBe(int batchSize, int batches, int last) {
        var source = GatheredBatches.shuffled(SAMPLES, 3, all(), batchSize, 1);

        var sizes = new ArrayList<Integer>();
        source.epoch(1).forEachRemaining(batch -> sizes.add(batch.size()));

        assertThat(sizes).hasSize(batches).hasSize(source.batchCount()).endsWith(last);
        assertThat(sizes.subList(0, batches - 1)).allMatch(size -> size == batchSize);
        assertThat(source.sampleCount()).isEqualTo(100);
    }

    @Test
    void givesEverySampleWithItsOwnLabel() {
        var batches = GatheredBatches.shuffled(SAMPLES, 3, all(), 32, 1).epoch(1);
        while (batches.hasNext()) {
            var batch = batches.next();
            for (int n = 0; n < batch.size(); n++) {
                int sample = (int) batch.inputs()[2 * n];
                assertThat(batch.inputs()[2 * n + 1]).isEqualTo(-sample);
                assertThat(batch.labels()[n]).isEqualTo(SAMPLES.label(sample));
            }
        }
    }

    @Test
    void givesEverySampleWithItsOwnValues() {
        var source =
                GatheredBatches.shuffled(new Squares(10), IntStream.range(0, 10).toArray(), 4, 1);

        assertThat(source.classes()).isEqualTo(2);
        assertThat(visited(source, 1)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        source.epoch(2).forEachRemaining(batch -> {
            float[] values = ((Batch.Values) batch.targets()).values();
            for (int n = 0; n < batch.size(); n++) {
                float x = batch.inputs()[2 * n];
                assertThat(values).as("sample %s", x).contains(x * x, Index.atIndex(2 * n));
                assertThat(values).as("sample %s", x).contains(x + 1, Index.atIndex(2 * n + 1));
            }
        });
        assertThat(visited(GatheredBatches.inOrder(new Squares(10), new int[] {3, 1}, 4), 1))
                .containsExactly(3, 1);
    }

    /** Samples {@code [x, 0]} with the targets {@code [x², x + 1]}. */
    private record Squares(int count) implements ValuedSamples {

        @Override
        public Shape shape() {
            return Shape.features(2);
        }

        @Override
        public int outputs() {
            return 2;
        }

        @Override
        public void copyTo(int sample, float[] into, int offset) {
            into[offset] = sample;
            into[offset + 1] = 0;
        }

        @Override
        public void copyTargets(int sample, float[] into, int offset) {
            into[offset] = sample * sample;
            into[offset + 1] = sample + 1;
        }
    }

    @Test
    void shufflesEveryEpochAnewAndVisitsEverySampleOnce() {
        var source = GatheredBatches.shuffled(SAMPLES, 3, all(), 32, 1);

        assertThat(visited(source, 1)).doesNotHaveDuplicates().hasSize(100).isNotEqualTo(visited(source, 2));
    }

    @Test
    void ordersAnEpochBySeedAndEpochAlone() {
        var order = visited(GatheredBatches.shuffled(SAMPLES, 3, all(), 32, 1), 2);
        var source = GatheredBatches.shuffled(SAMPLES, 3, all(), 7, 1);
        var unused = visited(source, 5);

        assertThat(visited(source, 2)).as("after %s", unused).isEqualTo(order);
        assertThat(visited(GatheredBatches.shuffled(SAMPLES, 3, all(), 32, 2), 1))
                .as("seed 2, epoch 1 against seed 1, epoch 2")
                .isNotEqualTo(order);
    }

    /** Another order would make earlier records impossible to replay. */
    @Test
    void keepsTheOrderThatEarlierVersionsHad() {
        assertThat(visited(GatheredBatches.shuffled(SAMPLES, 3, all(), 32, 1), 1))
                .startsWith(76, 11, 83, 13, 81, 38, 88, 86);
    }

    @Test
    void allocatesNothingButASmallBatchOnceAnEpochIsBegun() {
        var source = GatheredBatches.shuffled(SAMPLES, 3, all(), 3, 1);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int warmUp = 1; warmUp <= 3; warmUp++) {
            visitAll(source, warmUp);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        visitAll(source, 4);

        // An object takes 64 bytes at least where the tests' JVM aligns them so.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3_000);
    }

    @Test
    void endsAnEpochWhenALaterOneIsAskedFor() {
        var source = GatheredBatches.inOrder(SAMPLES, 3, all(), 10);
        var first = source.epoch(1);
        source.epoch(2).next();

        assertThatIllegalStateException().isThrownBy(first::next).withMessageContaining("ended when a later one");
    }

    @Test
    void hasNoBatchAfterTheLast() {
        var batches = GatheredBatches.inOrder(SAMPLES, 3, all(), 100).epoch(1);
        batches.next();

        assertThat(batches.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(batches::next);
    }

    @Test
    void rejectsSizesAndEpochsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatheredBatches.inOrder(SAMPLES, 3, all(), 0))
                .withMessage("The batch size must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatheredBatches.inOrder(SAMPLES, 3, new int[0], 1))
                .withMessage("Batches need at least one sample, but there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatheredBatches.inOrder(SAMPLES, 3, all(), 1).epoch(0))
                .withMessage("The first epoch is 1, but was asked for 0");
    }

    private static int[] all() {
        return IntStream.range(0, SAMPLES.count()).toArray();
    }

    private static void visitAll(BatchSource source, int epoch) {
        for (var batches = source.epoch(epoch); batches.hasNext(); ) {
            batches.next();
        }
    }

    private static List<Integer> visited(BatchSource source, int epoch) {
        var visited = new ArrayList<Integer>();
        source.epoch(epoch).forEachRemaining(batch -> {
            for (int n = 0; n < batch.size(); n++) {
                visited.add((int) batch.inputs()[2 * n]);
            }
        });
        return visited;
    }
}
