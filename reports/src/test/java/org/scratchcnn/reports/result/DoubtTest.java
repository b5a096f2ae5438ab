package org.scratchcnn.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class DoubtTest {

    private final RecordFixture fixture = new RecordFixture();

    @ParameterizedTest
    @CsvSource({"1, one start", "2, 2 starts"})
    void oneOrTwoStartsAllowNoVerdict(int starts, String why) {
        assertThat(Doubt.about(starts(starts, 1.0))).contains(why);
    }

    @Test
    void threeStartsThatAgreeAllowOne() {
        assertThat(Doubt.about(starts(3, 1.0))).isEmpty();
        assertThat(Doubt.about(new SamplesByStart(List.of(List.of(1.0), List.of(1.2), List.of(1.5)))))
                .isEmpty();
    }

    @Test
    void oneOfThreeStartsThatIsFarFromTheOthersAllowsNone() {
        assertThat(Doubt.about(new SamplesByStart(List.of(List.of(27.6), List.of(28.0), List.of(554.0)))))
                .hasValueSatisfying(why -> assertThat(why).startsWith("disturbed"));
    }

    @ParameterizedTest
    @CsvSource({
        "3.1, 554, a disturbed training step",
        "27.6, 9, shorter than what it consists of",
        "3.1, 100, so long only by chance",
    })
    void aStepThatDoesNotFitTheOtherOperationsAllowsNoneHoweverOftenItWasMeasured(
            double forward, double step, String name) {
        for (int start = 0; start < 3; start++) {
            fixture.run("dl4j", Tasks.fashionMnist())
                    .timed(Operation.FORWARD, List.of(forward, forward))
                    .timed(Operation.STEP, List.of(step, step))
                    .add();
        }

        assertThat(Doubt.disturbed(engine(), Operation.STEP)).as(name).isTrue();
        assertThat(Doubt.about(engine(), Operation.STEP))
                .hasValueSatisfying(why -> assertThat(why).startsWith("dl4j: disturbed"));
    }

    @Test
    void aStepThatDoesNotFitForwardAndBackwardIsDisturbedEvenOfOneStart() {
        start(2.0, 10.0, 31.0);

        assertThat(Doubt.disturbed(engine(), Operation.STEP)).isTrue();
        assertThat(Doubt.disturbed(engine(), Operation.FORWARD)).isFalse();
    }

    /** The widest that any engine was seen: Deeplearning4j's and PyTorch's on the spiral. */
    @ParameterizedTest
    @CsvSource({"0.199, 0.682, 1.22", "0.0210, 0.112, 0.208", "1.96, 15.7, 14.0", "172, 453, 463"})
    void whatEnginesReallyTakeFits(double forward, double gradients, double step) {
        for (int start = 0; start < 3; start++) {
            start(forward, gradients, step);
        }

        assertThat(Doubt.about(engine(), Operation.STEP)).isEqualTo(Optional.empty());
        assertThat(Doubt.about(engine(), Operation.FORWARD)).isEmpty();
    }

    private void start(double forward, double gradients, double step) {
        fixture.run("dl4j", Tasks.fashionMnist())
                .timed(Operation.FORWARD, List.of(forward, forward))
                .timed(Operation.FORWARD_BACKWARD, List.of(gradients, gradients))
                .timed(Operation.STEP, List.of(step, step))
                .add();
    }

    private EngineResult engine() {
        return TaskResult.of(fixture.build()).getFirst().engines().getFirst();
    }

    private static SamplesByStart starts(int count, double value) {
        return new SamplesByStart(java.util.Collections.nCopies(count, List.of(value, value)));
    }
}
