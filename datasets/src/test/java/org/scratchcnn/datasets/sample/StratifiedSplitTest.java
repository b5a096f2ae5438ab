package org.scratchcnn.datasets.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedSplitTest {

    /** Ten classes of 100 samples, mixed. */
    private static final TestSamples EVEN =
            new TestSamples(IntStream.range(0, 1_000).map(i -> i * 7 % 10).toArray());

    @Test
    void givesEachPartTheSameNumberOfEveryClass() {
        int[][] parts = StratifiedSplit.split(EVEN, 10, new SplittableRandom(1), 700, 200);

        assertThat(classCounts(EVEN, 10, parts[0])).containsOnly(70);
        assertThat(classCounts(EVEN, 10, parts[1])).containsOnly(20);
    }

    @Test
    void keepsTheProportionsOfUnevenClasses() {
        var samples = new TestSamples(
                IntStream.range(0, 600).map(i -> i < 300 ? 0 : i < 500 ? 1 : 2).toArray());

        int[][] parts = StratifiedSplit.split(samples, 3, new SplittableRandom(1), 60, 120);

        assertThat(classCounts(samples, 3, parts[0])).containsExactly(30, 20, 10);
        assertThat(classCounts(samples, 3, parts[1])).containsExactly(60, 40, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isAsEvenAsWholeNumbersAllowAndDisjoint(long seed) {
        var random = new SplittableRandom(seed);
        int classes = random.nextInt(1, 12);
        var samples =
                new TestSamples(random.ints(random.nextInt(20, 300), 0, classes).toArray());
        int first = random.nextInt(1, samples.count());
        int second = random.nextInt(0, samples.count() - first + 1);

        int[][] parts = StratifiedSplit.split(samples, classes, random, first, second);

        assertThat(parts[0]).hasSize(first).isSorted();
        assertThat(parts[1]).hasSize(second).isSorted();
        assertThat(IntStream.concat(Arrays.stream(parts[0]), Arrays.stream(parts[1])))
                .doesNotHaveDuplicates()
                .allMatch(sample -> sample >= 0 && sample < samples.count());
        int[] all = classCounts(
                samples, classes, IntStream.range(0, samples.count()).toArray());
        int[] taken = classCounts(samples, classes, parts[0]);
        for (int k = 0; k < classes; k++) {
            double share = (double) first * all[k] / samples.count();
            assertThat((double) taken[k]).isStrictlyBetween(share - 1, share + 1);
        }
    }

    @Test
    void takesEverySampleInItsOrderWhenAllAreWanted() {
        assertThat(StratifiedSplit.split(EVEN, 10, new SplittableRandom(1), 1_000)[0])
                .containsExactly(IntStream.range(0, 1_000).toArray());
    }

    @Test
    void dependsOnTheSeedAlone() {
        int[][] once = StratifiedSplit.split(EVEN, 10, new SplittableRandom(1), 300);

        assertThat(StratifiedSplit.split(EVEN, 10, new SplittableRandom(1), 300))
                .isDeepEqualTo(once);
        assertThat(StratifiedSplit.split(EVEN, 10, new SplittableRandom(2), 300)[0])
                .isNotEqualTo(once[0]);
    }

    @Test
    void refusesToTakeMoreThanThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StratifiedSplit.split(EVEN, 10, new SplittableRandom(1), 900, 101))
                .withMessage("The split takes 1,001 samples, but there are 1,000");
    }

    @Test
    void takesAShareOfEveryClassButOfNoneNothingOrAll() {
        int[] labels =
                IntStream.range(0, 106).map(i -> i < 100 ? 0 : i < 104 ? 1 : 2).toArray();

        int[][] parts = StratifiedSplit.takeShare(labels, 3, new SplittableRandom(1), 0.1);
        int[][] mostly = StratifiedSplit.takeShare(labels, 3, new SplittableRandom(1), 0.9);

        assertThat(classCounts(new TestSamples(labels), 3, parts[1])).containsExactly(10, 1, 1);
        assertThat(classCounts(new TestSamples(labels), 3, mostly[1])).containsExactly(90, 3, 1);
        assertThat(IntStream.concat(Arrays.stream(parts[0]), Arrays.stream(parts[1]))
                        .sorted())
                .containsExactly(IntStream.range(0, 106).boxed().toArray(Integer[]::new));
        assertThat(parts[0]).isSorted();
        assertThat(parts[1]).isSorted();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StratifiedSplit.takeShare(new int[] {0, 0, 1}, 2, new SplittableRandom(1), 0.5))
                .withMessage("Class 1 has 1 sample, but dividing it needs 2");
    }

    private static int[] classCounts(LabelledSamples samples, int classes, int[] part) {
        int[] counts = new int[classes];
        for (int sample : part) {
            counts[samples.label(sample)]++;
        }
        return counts;
    }
}
