package org.scratchcnn.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Table TABLE = new Table(
            "Times | per step",
            List.of(Column.text("Engine"), Column.number("ms"), Column.number("empty")),
            List.of(List.of("scratch_*", "1.13 ± 0.02", ""), List.of("dl4j <naïve>", "12.7", "")),
            List.of("A note."));

    @Test
    void writesMarkdownThatShowsTheTextUnchanged() {
        assertThat(MarkdownTable.render(TABLE.withoutEmptyColumns())).isEqualTo("""
                        **Times \\| per step**

                        | Engine | ms |
                        | --- | ---: |
                        | scratch\\_\\* | 1.13 ± 0.02 |
                        | dl4j \\<naïve\\> | 12.7 |

                        - A note.
                        """);
    }

    @Test
    void alignsTextForAConsole() {
        assertThat(ConsoleTable.render(TABLE.withoutEmptyColumns())).isEqualTo("""
                        Times | per step
                         Engine       |          ms
                        --------------+-------------
                         scratch_*    | 1.13 ± 0.02
                         dl4j <naïve> |        12.7
                          A note.
                        """);
    }

    @Test
    void breaksLongCellsOnAConsole() {
        String message = "a word and another ".repeat(10).strip();
        var table = new Table("", List.of(Column.text("Why")), List.of(List.of(message)), List.of());

        assertThat(ConsoleTable.render(table).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void rejectsARowThatDoesNotFitItsColumns() {
        var columns = List.of(Column.text("a"), Column.text("b"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("T", columns, List.of(List.of("only one")), List.of()))
                .withMessageContaining("1 cells for 2 columns");
    }

    @Test
    void keepsGroupsAboveTheirRowsWhereCellsAreBrokenIntoLines() {
        var table = new Table(
                "Caption",
                Column.list("Work | Ratio | Verdict"),
                List.of(
                        List.of("step", "1.5", "no verdict: disturbed in one of its starts"),
                        List.of("forward", "2.5", "reached")),
                List.of());

        assertThat(ConsoleTable.renderGrouped(table, 44).lines().map(String::strip))
                .containsExactly(
                        "Caption",
                        "Ratio  Verdict",
                        "step",
                        "1.5    no verdict:",
                        "disturbed in one",
                        "of its starts",
                        "forward",
                        "2.5    reached");
    }
}
