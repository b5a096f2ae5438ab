package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.ScalingResult;
import org.scratchcnn.reports.result.ScalingResult.Point;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.suite.Scaling;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** What a training step costs along one dimension, and where the same work suddenly costs more. */
final class ScalingTable {

    private ScalingTable() {}

    static Table of(ScalingResult result, Bootstrap bootstrap) {
        var rows = IntStream.range(0, result.points().size())
                .mapToObj(index -> row(result, index, bootstrap))
                .toList();
        var notes = new ArrayList<String>();
        notes.add("Median [95 % interval], by bootstrap over process starts, then samples.");
        IntervalNotes.ofStarts(result.points().stream().map(Point::step)).ifPresent(notes::add);
        notes.add("GFLOP/s: the work of direct convolutions, whatever the algorithm.");
        notes.add("Same work: how many times as long as at the point before the same number of operations takes;"
                + " a cliff is above %s.".formatted(Numbers.plain(Scaling.CLIFF)));
        notes.add("Lane padding: one image more than whole vectors of images; the other lanes of its vector are"
                + " computed in vain.");
        return new Table(
                caption(result),
                List.of(
                        Column.number(capitalized(result.dimension().title())),
                        Column.number("Batch"),
                        Column.number("Step, ms"),
                        Column.number("Image, µs"),
                        Column.number("GFLOP/s"),
                        Column.number("Same work, to the point before"),
                        Column.text("")),
                rows,
                notes);
    }

    /** For captions and titles. */
    static String caption(ScalingResult result) {
        return "%s: training step by %s, %s"
                .formatted(
                        Scaling.ENGINE,
                        result.dimension().title(),
                        switch (result.dimension()) {
                            case BATCH_SIZE -> "fashion-cnn";
                            case IMAGE_SIDE -> "two 3×3 convolutions of 16 channels";
                            case CHANNELS -> "two 3×3 convolutions at 16×16";
                            case THREADS -> "fashion-cnn";
                        });
    }

    private static String capitalized(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static List<String> row(ScalingResult result, int index, Bootstrap bootstrap) {
        var point = result.points().get(index);
        return List.of(
                Integer.toString(point.value()),
                Integer.toString(point.batchSize()),
                Numbers.withInterval(bootstrap.median(point.step())),
                Numbers.withInterval(point.imageMicros(bootstrap)),
                Numbers.significant(point.gigaflops(bootstrap).value()),
                index == 0
                        ? ""
                        : Numbers.withInterval(point.costBeside(result.points().get(index - 1), bootstrap)),
                switch (result.step(index, bootstrap)) {
                    case SMOOTH -> "";
                    case CLIFF -> "CLIFF";
                    case PADDING -> "lane padding";
                });
    }
}
