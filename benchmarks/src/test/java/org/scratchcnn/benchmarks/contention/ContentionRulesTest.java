package org.scratchcnn.benchmarks.contention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.SampleConditions.RulerShift;

class ContentionRulesTest {

    @Test
    void countsASampleAsContendedIfARulerMovedByMoreThanATwentieth() {
        assertThat(judged(0.951, 0.0).contention()).isEmpty();
        assertThat(judged(1.049, 0.0).contention()).isEmpty();
        assertThat(judged(0.90, 0.0).contention()).containsExactly("ruler fma -10 %");
        assertThat(judged(1.20, 0.0).contention()).containsExactly("ruler fma +20 %");
    }

    @Test
    void countsASampleAsContendedIfAnythingElseUsedMoreThanAFifthOfAProcessor() {
        assertThat(judged(1, 0.2).contention()).isEmpty();
        assertThat(judged(1, 0.25).contention()).containsExactly("other load of 0.25 processors");
    }

    @Test
    void namesEveryReason() {
        assertThat(judged(0.5, 1.5).contention()).containsExactly("ruler fma -50 %", "other load of 1.50 processors");
    }

    @Test
    void goesByTheRulersAloneWhereLoadIsUnknown() {
        assertThat(judged(1, null).contended()).isFalse();
        assertThat(judged(0.9, null).contended()).isTrue();
    }

    @Test
    void countsASampleAsContendedIfARulerCouldNotBeRead() {
        assertThat(ContentionRules.judge(List.of(new RulerShift(RulerReading.FMA, 1, 0, 0)), 0.0)
                        .contended())
                .isTrue();
    }

    @Test
    void takesASampleAtMostThreeTimes() {
        assertThat(ContentionRules.again(1, 1, 100, 0)).isTrue();
        assertThat(ContentionRules.again(2, 1, 100, 1)).isTrue();
        assertThat(ContentionRules.again(3, 1, 100, 2)).isFalse();
    }

    @Test
    void spendsAtMostAsMuchTimeOnRepetitionsAsOnFirstAttempts() {
        assertThat(ContentionRules.again(1, 10, 10, 0))
                .as("the first run of a plan")
                .isTrue();
        assertThat(ContentionRules.again(2, 10, 10, 10)).as("and once more").isFalse();
        assertThat(ContentionRules.again(1, 10, 40, 25)).isTrue();
        assertThat(ContentionRules.again(1, 10, 40, 35)).isFalse();
    }

    @Test
    void keepsTheAttemptThatIsNotContended() {
        assertThat(ContentionRules.kept(List.of(judged(0.9, 0.0), judged(1.04, 0.19))))
                .isEqualTo(1);
    }

    @Test
    void keepsTheLeastContendedAttemptWhereAllAre() {
        assertThat(ContentionRules.kept(List.of(judged(0.8, 0.0), judged(0.9, 0.0), judged(1, 0.9))))
                .isEqualTo(1);
        assertThat(ContentionRules.kept(List.of(judged(0.8, 0.0), judged(1.3, 0.0), judged(1, 0.3))))
                .isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfEquals() {
        assertThat(ContentionRules.kept(List.of(judged(0.8, 0.0), judged(0.8, 0.0))))
                .isZero();
    }

    private static Attempt judged(double after, @Nullable Double otherLoad) {
        return ContentionRules.judge(List.of(new RulerShift(RulerReading.FMA, 2, 1, after)), otherLoad);
    }
}
