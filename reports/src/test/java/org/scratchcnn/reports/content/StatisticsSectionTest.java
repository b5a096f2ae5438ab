package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.ConsoleReport;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.SampleConditions.RulerShift;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class StatisticsSectionTest {

    private static final TaskSpec SPIRAL = Tasks.spiral();

    private static final Attempt UNDISTURBED = new Attempt(List.of(), 0.01, List.of());
    private static final Attempt DISTURBED = new Attempt(
            List.of(new RulerShift(RulerReading.FMA, 2, 200, 150)), 0.9, List.of("ruler fma -25 %", "other load"));
    private static final Attempt LESS_DISTURBED = new Attempt(List.of(), 0.3, List.of("other load of 0.30 processors"));

    private final RecordFixture fixture = new RecordFixture();

    @Test
    void countsContendedRepeatedDiscardedAndKeptSamples() {
        timed("scratch", steady()).taken(0, UNDISTURBED);
        timed("scratch", steady()).taken(1, DISTURBED, UNDISTURBED);
        timed("dl4j", steady()).taken(2, DISTURBED, DISTURBED, LESS_DISTURBED);

        assertThat(table("Contended samples").rows())
                .containsExactly(List.of("runs of engines", "3", "2", "2", "3", "1"));
        assertThat(table("Samples that were kept though contended").rows())
                .containsExactly(List.of(
                        "spiral, dl4j",
                        "3",
                        "other load of 0.30 processors",
                        "ruler fma -25 %, other load; ruler fma -25 %, other load"));
        assertThat(console()).contains("Contended: 1 of 3 samples were taken while something else was at work.");
    }

    @Test
    void warnsOfNothingWhereNoContendedSampleWasKept() {
        timed("scratch", steady()).taken(1, DISTURBED, UNDISTURBED);

        assertThat(console()).doesNotContain("samples were taken while something else was at work");
        assertThat(tables())
                .extracting(Table::caption)
                .contains("Contended samples")
                .doesNotContain("Samples that were kept though contended");
    }

    @Test
    void saysNothingOfConditionsThatARecordDoesNotHave() {
        timed("scratch", steady());

        assertThat(tables()).extracting(Table::caption).containsExactly("Steadiness of the timings");
    }

    @Test
    void labelsTheTimingsOfEveryEngineAndOperation() {
        timed("scratch", steady());
        timed("scratch", step());
        timed("dl4j", step());

        assertThat(table("Steadiness of the timings").rows())
                .containsExactly(
                        List.of("spiral", "scratch", "training step", "2", "40", "1 steady, 1 drifting", "1.00 → 2.00"),
                        List.of("spiral", "dl4j", "training step", "1", "20", "drifting", "1.00 → 2.00"));
    }

    @Test
    void marksTimesBehindWhichNotAllSeriesAreSteady() {
        timed("scratch", steady());
        timed("dl4j", step());

        assertThat(console())
                .contains("Not steady: 1 of the 2 series of timings behind this table changed their level");
    }

    @Test
    void marksNothingWhereAllAreSteady() {
        timed("scratch", steady());

        assertThat(console()).doesNotContain("Not steady");
    }

    private RecordFixture timed(String engine, List<Double> milliseconds) {
        return fixture.run(engine, SPIRAL).timed(Operation.STEP, milliseconds).add();
    }

    private static List<Double> steady() {
        return Collections.nCopies(20, 1.0);
    }

    private static List<Double> step() {
        return Stream.concat(Collections.nCopies(10, 1.0).stream(), Collections.nCopies(10, 2.0).stream())
                .toList();
    }

    private Table table(String caption) {
        return tables().stream()
                .filter(table -> table.caption().equals(caption))
                .findFirst()
                .orElseThrow();
    }

    private List<Table> tables() {
        return ReportContent.of(fixture.build()).sections().stream()
                .filter(section -> section.part() == Part.STATISTICS)
                .flatMap(section -> section.blocks().stream())
                .map(block -> ((TableBlock) block).table())
                .toList();
    }

    private String console() {
        ComparisonRecord record = fixture.build();
        var text = new StringBuilder();
        ConsoleReport.print(ReportContent.of(record), text);
        return text.toString();
    }
}
