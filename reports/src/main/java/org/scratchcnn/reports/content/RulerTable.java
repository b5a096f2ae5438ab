package org.scratchcnn.reports.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RulerReading;

/** What the machine itself could do, and how far that moved. */
final class RulerTable {

    private RulerTable() {}

    /** The table; empty if no ruler was read. */
    static Optional<Table> of(ComparisonRecord record) {
        record Key(String ruler, int threads, String unit) {}
        var readings = record.rulers().stream()
                .filter(reading -> !reading.values().isEmpty())
                .collect(Collectors.groupingBy(
                        reading -> new Key(reading.ruler(), reading.threads(), reading.unit()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        var rows = readings.entrySet().stream()
                .map(entry -> row(
                        title(entry.getKey().ruler()),
                        entry.getKey().threads(),
                        entry.getKey().unit(),
                        entry.getValue()))
                .toList();
        return Optional.of(new Table(
                "What the machine could do",
                List.of(
                        Column.text("Ruler"),
                        Column.number("Threads"),
                        Column.text("Unit"),
                        Column.number("Readings"),
                        Column.number("Least"),
                        Column.number("Median"),
                        Column.number("Most")),
                rows,
                List.of("Each reading: the median of its repetitions, taken before, between or after the runs.")));
    }

    private static String title(String ruler) {
        return switch (ruler) {
            case RulerReading.FMA -> "fused multiply-adds in registers";
            case RulerReading.COPY -> "copying an array in memory";
            default -> ruler;
        };
    }

    private static List<String> row(String title, int threads, String unit, List<RulerReading> readings) {
        double[] medians = readings.stream()
                .mapToDouble(
                        reading -> SamplesByStart.ofOneStart(reading.values()).median())
                .sorted()
                .toArray();
        return List.of(
                title,
                Integer.toString(threads),
                unit,
                Integer.toString(medians.length),
                Numbers.significant(medians[0]),
                Numbers.significant(new SamplesByStart(
                                readings.stream().map(RulerReading::values).toList())
                        .median()),
                Numbers.significant(medians[medians.length - 1]));
    }
}
