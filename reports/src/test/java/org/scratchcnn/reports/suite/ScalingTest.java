package org.scratchcnn.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.reports.suite.Scaling.Dimension;

class ScalingTest {

    @ParameterizedTest
    @EnumSource
    void describesTasksThatCanBeStarted(Dimension dimension) {
        assertThat(dimension.values(2)).isSorted().doesNotHaveDuplicates();
        for (int value : dimension.values(2)) {
            var training = dimension.task(value).training();
            assertThat(training.batchSize())
                    .isLessThanOrEqualTo(dimension.task(value).data().training());
            ParameterInitializer.draw(training)
                    .requireMatch(training.network().resolve().parameters());
        }
    }

    @Test
    void growsInOneDimensionAtATime() {
        assertThat(Dimension.BATCH_SIZE.task(48).training().batchSize()).isEqualTo(48);
        assertThat(Dimension.IMAGE_SIDE.task(224).network().input()).hasToString("[3, 224, 224]");
        assertThat(Dimension.CHANNELS.task(512).network().input()).hasToString("[512, 16, 16]");
        assertThat(Dimension.THREADS.task(1)).isEqualTo(Dimension.THREADS.task(2));
    }

    @Test
    void takesEveryNumberOfThreadsWhereThereAreFewAndPowersOfTwoBeyond() {
        assertThat(Dimension.THREADS.values(1)).containsExactly(1);
        assertThat(Dimension.THREADS.values(3)).containsExactly(1, 2, 3);
        assertThat(Dimension.THREADS.values(24)).containsExactly(1, 2, 3, 4, 8, 16, 24);
    }
}
