package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;

class SuitesTest {

    private static Stream<Suite> all() {
        return Stream.of(Suites.COMPARISONS, Suites.BENCHMARKS, Suites.BRIEF).flatMap(List::stream);
    }

    private static Stream<Suite> withRounds() {
        return all().filter(suite -> suite.defaultRounds() > 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsNameWhichItsPlanHasToo(Suite suite) {
        assertThat(Suites.named(suite.name())).contains(suite);
        assertThat(suite.plan(3, 2, _ -> true).suite()).contains(suite.name());
        assertThat(EngineNames.ALL).containsAll(suite.engines());
    }

    @ParameterizedTest
    @MethodSource("all")
    void drawsAReportOfARecordThatHoldsNothing(Suite suite) {
        var record = new RecordFixture().suite(suite.name()).build();

        assertThat(Suites.report(record).sections())
                .extracting(Section::heading)
                .contains("Environment");
        assertThat(suite.reached(record)).isFalse();
        assertThat(suite.failed(record)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("withRounds")
    void startsAsOftenAsAVerdictNeeds(Suite suite) {
        assertThat(suite.defaultRounds()).isGreaterThanOrEqualTo(Doubt.LEAST_STARTS);
    }

    @Test
    void repeatsTheWholeRoundSoThatEnginesTakeTurns() {
        var round = new Headline().plan(1, 2, _ -> true).runs();

        assertThat(new Headline().plan(3, 2, _ -> true).runs())
                .isEqualTo(Collections.nCopies(3, round).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void leavesOutEnginesThatAreNotThere() {
        var built = Set.of("scratch", "dl4j");

        assertThat(new Headline().plan(1, 2, built::contains).runs())
                .extracting(PlannedRun::engine)
                .containsOnly("scratch", "dl4j");
    }

    @Test
    void drawsWhatEveryRecordHasOfARecordWithoutASuiteOrOfOneThatThereIsNot() {
        var plain = new RecordFixture()
                .run("scratch", Tasks.spiral())
                .timed(1, 2, 3)
                .add();
        var expected = headings(ReportContent.of(plain.build()));

        assertThat(headings(Suites.report(plain.build()))).isEqualTo(expected);
        assertThat(headings(Suites.report(plain.suite("of another version").build())))
                .isEqualTo(expected);
    }

    private static List<String> headings(ReportContent content) {
        return content.sections().stream().map(Section::heading).toList();
    }
}
