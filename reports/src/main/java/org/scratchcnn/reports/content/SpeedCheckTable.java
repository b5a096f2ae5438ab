package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.band.SpeedBands.Band;
import org.scratchcnn.reports.band.SpeedCheck;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/** The build's ratios beside those that are usual on this kind of machine. */
final class SpeedCheckTable {

    private SpeedCheckTable() {}

    /** The table; empty if the record is not the build's. */
    static Optional<Table> of(ComparisonRecord record) {
        return SpeedCheck.of(record).map(check -> of(check, TaskResult.of(record)));
    }

    private static Table of(SpeedCheck check, List<TaskResult> results) {
        var measured = check.rows().stream()
                .map(row -> List.of(
                        row.task(),
                        row.baseline(),
                        Numbers.withInterval(row.ratio()),
                        band(row.band()),
                        switch (row.place()) {
                            case INSIDE -> "usual";
                            case OUTSIDE -> "outside";
                            case FAR_OUTSIDE -> "FAR OUTSIDE";
                            case UNKNOWN -> "unknown";
                        }));
        var missing = check.missing().stream()
                .map(row -> List.of(
                        row.band().task(),
                        row.band().baseline(),
                        Numbers.NONE,
                        band(row.band()),
                        "not measured: " + row.why()));
        var rows = Stream.concat(measured, missing).toList();
        var notes = new ArrayList<String>();
        notes.add("Ratio: how many times as long the baseline's training step takes [95 % interval]. Usual: the ends of"
                + " the intervals that were measured before and are checked in.");
        notes.add(
                "Far outside, which fails the build: the whole interval more than %s times beyond an end, also after both were timed in more processes. ./cnn gate sees finer."
                        .formatted(Numbers.plain(SpeedCheck.FAR)));
        IntervalNotes.ofSteps(results).ifPresent(notes::add);
        var kind = check.kind();
        if (kind == null) {
            notes.add("The record does not say which instructions and vectors it was measured with: nothing is held"
                    + " against it.");
        } else {
            notes.add(
                    "Kind of machine: %s%s"
                            .formatted(
                                    kind.describe(),
                                    check.known()
                                            ? ""
                                            : ". It was not measured before, so nothing is held against it; \"./cnn speed-bands\" writes its bands from two records or more."));
        }
        return new Table(
                "Is it as fast as usual?",
                List.of(
                        Column.text("Task"),
                        Column.text("Baseline"),
                        Column.number("Ratio"),
                        Column.number("Usual"),
                        Column.text("Verdict")),
                rows,
                notes);
    }

    private static String band(@Nullable Band band) {
        return band == null
                ? Numbers.NONE
                : "%s–%s".formatted(Numbers.significant(band.least()), Numbers.significant(band.most()));
    }
}
