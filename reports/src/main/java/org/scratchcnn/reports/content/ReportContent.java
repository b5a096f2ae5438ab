package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.chart.AlgorithmFigure;
import org.scratchcnn.reports.chart.DecisionRegionsFigure;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.LearningCurvesFigure;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.chart.StepTimeFigure;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/**
 * Everything that a report says, whatever it is written to.
 *
 * @param conclusions sentences: what speaks against quoting the record, then what a reader may conclude from it
 * @param measured a sentence: how, when and where
 * @param overview the table that sums up the others, for the console; empty if there are no figures
 * @param sections in the order of their parts
 */
public record ReportContent(
        String title, List<String> conclusions, String measured, Optional<Table> overview, List<Section> sections) {

    public ReportContent {
        conclusions = List.copyOf(conclusions);
        sections = sections.stream().sorted(Comparator.comparing(Section::part)).toList();
    }

    /** What every record has: an overview, its tasks one by one, its kernels, statistics and environment. */
    public static ReportContent of(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var results = TaskResult.of(record);
        var kernels = KernelResult.of(record);
        var tasks = OverviewTable.of(results, bootstrap);
        var convolutions = MicrobenchmarkOverviewTable.of(convolutions(kernels), bootstrap);
        var sections = new ArrayList<Section>();
        if (results.size() + (kernels.isEmpty() ? 0 : 1) > 1) {
            add(
                    sections,
                    Part.OVERVIEW,
                    "At a glance",
                    Stream.of(
                            RatioFigure.ofTasks(results, IntervalNotes.ofSteps(results), bootstrap)
                                    .map(FigureBlock::new),
                            tasks.map(TableBlock::new),
                            convolutions.map(TableBlock::new)));
        }
        results.forEach(result -> add(sections, Part.TASKS, result.title(), taskBlocks(record, result, bootstrap)));
        add(
                sections,
                Part.TASKS,
                "Training steps",
                Stream.of(StepTimeFigure.of(results, IntervalNotes.ofSteps(results), bootstrap)
                        .map(FigureBlock::new)));
        sections.addAll(kernelSections(record));
        return of(record, Conclusions.of(results, kernels, bootstrap), tasks.or(() -> convolutions), sections);
    }

    /** A record that was measured for one purpose: its suite's sections hold every figure, its first table sums them up. */
    public static ReportContent ofSuite(ComparisonRecord record, List<Section> ofSuite) {
        var overview = ofSuite.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof TableBlock(var table) ? Stream.of(table) : Stream.empty())
                .findFirst();
        return of(record, List.of(), overview, ofSuite);
    }

    /** The same with more to conclude, and with more sections. */
    public ReportContent with(List<String> sentences, List<Section> more) {
        return new ReportContent(
                title,
                Stream.of(conclusions, sentences).flatMap(List::stream).toList(),
                measured,
                overview,
                Stream.of(sections, more).flatMap(List::stream).toList());
    }

    /** All sections with the conclusions before them. */
    public List<Section> all() {
        var first = new Section(
                Part.OVERVIEW,
                "Conclusions",
                Stream.concat(conclusions.stream(), Stream.of(measured))
                        .<Block>map(Paragraph::new)
                        .toList());
        return Stream.concat(Stream.of(first), sections.stream()).toList();
    }

    /** The record's kernels, one by one. */
    public static List<Section> kernelSections(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var kernels = KernelResult.of(record);
        var convolutions = convolutions(kernels);
        var sections = new ArrayList<Section>();
        add(
                sections,
                Part.KERNELS,
                "Convolution algorithms",
                Stream.concat(
                        Stream.of(AlgorithmFigure.of(convolutions, IntervalNotes.ofForks(convolutions), bootstrap)
                                .map(FigureBlock::new)),
                        tables(MicrobenchmarkTable.of(convolutions, bootstrap))));
        add(
                sections,
                Part.KERNELS,
                "Other kernels",
                tables(MicrobenchmarkTable.of(
                        kernels.stream()
                                .filter(kernel -> !convolutions.contains(kernel))
                                .toList(),
                        bootstrap)));
        return sections;
    }

    /** These sections between what every report begins with and what it ends with. */
    private static ReportContent of(
            ComparisonRecord record, List<String> conclusions, Optional<Table> overview, List<Section> figures) {
        var results = TaskResult.of(record);
        var sections = new ArrayList<>(figures);
        add(
                sections,
                Part.TASKS,
                ObstacleTable.HEADING,
                Stream.of(ObstacleTable.of(results), ObstacleTable.ofMicrobenchmarks(record))
                        .map(table -> table.map(TableBlock::new)));
        add(
                sections,
                Part.STATISTICS,
                "Statistics",
                Stream.of(SpreadTable.of(results).map(TableBlock::new)));
        add(
                sections,
                Part.ENVIRONMENT,
                "Environment",
                Stream.of(
                                Optional.of(Provenance.table(record, results)),
                                MarkedSamplesTable.of(record),
                                EnvironmentTable.of(record))
                        .map(table -> table.map(TableBlock::new)));
        return new ReportContent(
                record.suite() == null ? "Comparison" : "Comparison: " + record.suite(),
                Stream.of(Conclusions.reservations(record), conclusions)
                        .flatMap(List::stream)
                        .toList(),
                Provenance.sentence(record),
                overview,
                sections);
    }

    private static Stream<Optional<? extends Block>> taskBlocks(
            ComparisonRecord record, TaskResult result, Bootstrap bootstrap) {
        return Stream.of(
                shown(AccuracyTable.of(result)),
                EquivalenceTable.of(result).map(TableBlock::new),
                TimeToAccuracyTable.of(record, result).map(TableBlock::new),
                shown(new TimingTable(result, bootstrap).table()),
                LearningCurvesFigure.of(result).map(FigureBlock::new),
                EpochTable.of(result).map(TableBlock::new),
                DecisionRegionsFigure.of(result).map(FigureBlock::new));
    }

    private static Optional<TableBlock> shown(Table table) {
        return table.rows().isEmpty() ? Optional.empty() : Optional.of(new TableBlock(table));
    }

    private static Stream<Optional<? extends Block>> tables(List<Table> tables) {
        return tables.stream().map(table -> Optional.of(new TableBlock(table)));
    }

    private static List<KernelResult> convolutions(List<KernelResult> kernels) {
        return kernels.stream()
                .filter(kernel -> kernel.operation().equals(KernelResult.CONVOLUTION))
                .toList();
    }

    /** All charts, in order. */
    public List<Figure> figures() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof FigureBlock(var figure) ? Stream.of(figure) : Stream.empty())
                .toList();
    }

    static List<Block> blocks(List<Table> tables) {
        return tables.stream().<Block>map(TableBlock::new).toList();
    }

    /** Adds a section if there is something in it. */
    private static void add(
            List<Section> sections, Part part, String heading, Stream<Optional<? extends Block>> blocks) {
        var there = blocks.<Block>flatMap(Optional::stream).toList();
        if (!there.isEmpty()) {
            sections.add(new Section(part, heading, there));
        }
    }

    static void add(List<Section> sections, Part part, String heading, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(part, heading, blocks));
        }
    }
}
