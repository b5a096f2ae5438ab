package org.scratchcnn.reports.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.chart.RatioFigure.Ratio;
import org.scratchcnn.reports.chart.RatioFigure.Work;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.pair.RecordPair.Kind;
import org.scratchcnn.reports.pair.RecordPair.Measured;
import org.scratchcnn.reports.pair.RecordPair.Quantity;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** Two records as one report: old beside new. */
public final class SideBySide {

    private final RecordPair pair;
    private final Bootstrap bootstrap = Bootstrap.ofReports();

    private SideBySide(RecordPair pair) {
        this.pair = pair;
    }

    /** The report. */
    public static ReportContent of(RecordPair pair) {
        return new SideBySide(pair).content();
    }

    private ReportContent content() {
        var sections = new ArrayList<Section>();
        var tables = new ArrayList<Table>();
        for (var kind : Kind.values()) {
            var quantities = of(kind);
            if (quantities.isEmpty()) {
                continue;
            }
            var table = table(kind, quantities);
            tables.add(table);
            var blocks = new ArrayList<Block>(List.of(new TableBlock(table)));
            if (kind == Kind.OPERATION) {
                RatioFigure.of(
                                "How many times as long operations took before",
                                works(quantities),
                                intervalNote(kind, quantities))
                        .map(FigureBlock::new)
                        .ifPresent(blocks::add);
            }
            sections.add(new Section(part(kind), heading(kind), blocks));
        }
        sections.add(new Section(Part.OVERVIEW, "Old beside new", overview(tables.isEmpty())));
        var differing = Circumstances.differing(pair);
        sections.add(new Section(
                Part.ENVIRONMENT,
                "Circumstances",
                List.of(
                        differing.rows().isEmpty()
                                ? new Paragraph("Machine, code, JVMs, flags, engines and data are the same.")
                                : new TableBlock(differing))));
        return new ReportContent("Old beside new", tables, sections);
    }

    private List<Block> overview(boolean nothing) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph("Old: %s at %s%s. New: %s at %s%s."
                .formatted(
                        pair.older().commandWithoutFolders(),
                        pair.older().created(),
                        pair.older().complete() ? "" : " (INCOMPLETE)",
                        pair.newer().commandWithoutFolders(),
                        pair.newer().created(),
                        pair.newer().complete() ? "" : " (INCOMPLETE)")));
        if (nothing) {
            blocks.add(new Paragraph("The two records have no measurement in common."));
        }
        if (!pair.onlyOld().isEmpty()) {
            blocks.add(new Paragraph("Only in the old record: " + String.join("; ", pair.onlyOld()) + "."));
        }
        if (!pair.onlyNew().isEmpty()) {
            blocks.add(new Paragraph("Only in the new record: " + String.join("; ", pair.onlyNew()) + "."));
        }
        return blocks;
    }

    private List<Quantity> of(Kind kind) {
        return pair.quantities().stream()
                .filter(quantity -> quantity.kind() == kind)
                .toList();
    }

    private Table table(Kind kind, List<Quantity> quantities) {
        return new Table(
                caption(kind),
                List.of(
                        Column.text(subject(kind)),
                        Column.text(name(kind)),
                        Column.number("Old"),
                        Column.number("New"),
                        Column.number(isDifference(kind) ? "New − old" : "Old ÷ new")),
                quantities.stream().map(this::row).toList(),
                Stream.concat(Stream.of(note(kind)), intervalNote(kind, quantities).stream())
                        .toList());
    }

    private List<String> row(Quantity quantity) {
        return List.of(
                quantity.subject(),
                quantity.name(),
                cell(quantity.kind(), summary(quantity.kind(), quantity.older().samples())),
                cell(quantity.kind(), summary(quantity.kind(), quantity.newer().samples())),
                isMeasurable(quantity) ? cell(quantity.kind(), change(quantity)) : Numbers.NONE);
    }

    private static String cell(Kind kind, Estimate estimate) {
        return switch (kind) {
            case ACCURACY -> Numbers.plusMinus(estimate, 2);
            case ALLOCATION -> Numbers.count(estimate.value());
            case OPERATION, LAYER, EPOCH, START, MEMORY, MICROBENCHMARK -> Numbers.withInterval(estimate);
        };
    }

    private static boolean isDifference(Kind kind) {
        return kind == Kind.ACCURACY || kind == Kind.ALLOCATION;
    }

    /** A part of a step may be over before the clock moves on; nothing can be divided by that. */
    private static boolean isMeasurable(Quantity quantity) {
        return isDifference(quantity.kind())
                || Stream.of(quantity.older(), quantity.newer())
                        .allMatch(measured -> measured.samples().median() > 0);
    }

    private Estimate summary(Kind kind, SamplesByStart samples) {
        return switch (kind) {
            case ACCURACY -> MeanEstimate.of(values(samples));
            case MICROBENCHMARK -> bootstrap.mean(samples);
            case ALLOCATION -> new Estimate(samples.median(), null);
            case OPERATION, LAYER, EPOCH, START, MEMORY -> bootstrap.median(samples);
        };
    }

    private Estimate change(Quantity quantity) {
        var older = quantity.older().samples();
        var newer = quantity.newer().samples();
        return switch (quantity.kind()) {
            case ACCURACY ->
                quantity.older().seeds().equals(quantity.newer().seeds())
                        ? MeanEstimate.ofPairedDifference(values(newer), values(older))
                        : MeanEstimate.ofDifference(values(newer), values(older));
            case MICROBENCHMARK -> bootstrap.ratioOfMeans(older, newer);
            case ALLOCATION -> new Estimate(newer.median() - older.median(), null);
            case OPERATION, LAYER, EPOCH, START, MEMORY -> bootstrap.ratioOfMedians(older, newer);
        };
    }

    /** One a seed. */
    private static double[] values(SamplesByStart accuracies) {
        return accuracies.starts().stream().mapToDouble(List::getFirst).toArray();
    }

    private List<Work> works(List<Quantity> quantities) {
        return quantities.stream()
                .collect(Collectors.groupingBy(Quantity::subject, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(subject -> new Work(
                        subject.getKey(),
                        subject.getValue().stream()
                                .map(quantity -> new Ratio(quantity.name(), engine(quantity), change(quantity)))
                                .toList()))
                .toList();
    }

    private static String engine(Quantity quantity) {
        return quantity.name().replaceFirst("[ :].*", "");
    }

    private static Part part(Kind kind) {
        return switch (kind) {
            case LAYER -> Part.LAYERS;
            case MICROBENCHMARK, ALLOCATION -> Part.KERNELS;
            case OPERATION, EPOCH, START, MEMORY, ACCURACY -> Part.TASKS;
        };
    }

    private static String subject(Kind kind) {
        return switch (kind) {
            case MICROBENCHMARK -> "Workload";
            case ALLOCATION -> "Task or workload";
            case OPERATION, LAYER, EPOCH, START, MEMORY, ACCURACY -> "Task";
        };
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case LAYER -> "Engine, layer and part";
            case MICROBENCHMARK -> "Algorithm and pass";
            case ALLOCATION -> "Engine and layer, or algorithm and pass";
            case OPERATION, EPOCH, START, MEMORY, ACCURACY -> "Engine";
        };
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case OPERATION -> "Operations";
            case LAYER -> "Layers";
            case EPOCH -> "Epochs";
            case START -> "Start";
            case MEMORY -> "Memory";
            case MICROBENCHMARK -> "Microbenchmarks";
            case ALLOCATION -> "Allocation";
            case ACCURACY -> "Accuracy";
        };
    }

    private static String caption(Kind kind) {
        return switch (kind) {
            case OPERATION -> "Operations of training: milliseconds, old beside new";
            case LAYER -> "Parts of training steps: milliseconds, old beside new";
            case EPOCH -> "Epochs: seconds of training, old beside new";
            case START -> "Cold start: milliseconds since the start of the virtual machine, old beside new";
            case MEMORY -> "Largest resident memory: MiB, old beside new";
            case MICROBENCHMARK -> "Microbenchmarks: milliseconds per operation, old beside new";
            case ALLOCATION -> "Allocation: bytes on the heap, old beside new";
            case ACCURACY -> "Test accuracy: per cent, old beside new";
        };
    }

    private static Optional<String> intervalNote(Kind kind, List<Quantity> quantities) {
        var behind = quantities.stream()
                .flatMap(quantity -> Stream.of(quantity.older(), quantity.newer()))
                .map(Measured::samples);
        return switch (kind) {
            case ACCURACY, ALLOCATION -> Optional.empty();
            case MICROBENCHMARK -> IntervalNotes.ofForks(behind);
            case OPERATION, LAYER, EPOCH, START, MEMORY -> IntervalNotes.ofStarts(behind);
        };
    }

    private static String note(Kind kind) {
        var over = "by bootstrap over process starts, then samples";
        return switch (kind) {
            case OPERATION, START ->
                "Median [95 %% interval], %s. Old ÷ new: above 1, the new one is faster.".formatted(over);
            case LAYER ->
                "Median [95 %% interval] of stretches of steps, by bootstrap over process starts, then stretches. Old ÷ new: above 1, the new one is faster; %s where a time is too short for the clock."
                        .formatted(Numbers.NONE);
            case EPOCH ->
                "Median [95 %% interval], %s. Old ÷ new: above 1, the new one is faster. Evaluation is off the clock."
                        .formatted(over);
            case MEMORY -> "Median [95 %% interval], %s. Old ÷ new: above 1, the new one takes less.".formatted(over);
            case MICROBENCHMARK ->
                "Mean [95 % interval], by bootstrap over forks, then iterations. Old ÷ new: above 1, the new one is faster.";
            case ALLOCATION ->
                "Median of all threads together: of a layer in a training step, of a microbenchmark in an operation. New − old: below 0, the new one allocates less. A few hundred bytes an iteration are JMH's own.";
            case ACCURACY ->
                "Mean over the seeds ± half the 95 % interval (Student's t); of a single seed there is none. New − old: in percentage points, seed by seed where both records have the same seeds, else of the two means (Welch's t).";
        };
    }
}
