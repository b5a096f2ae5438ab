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
 * @param overview the tables that sum up the others; a section of its own where there are several others
 * @param sections in the order of their parts
 */
public record ReportContent(String title, List<Table> overview, List<Section> sections) {

    /** The suite that runs everything once. */
    private static final String SMOKE_SUITE = "smoke";

    public ReportContent {
        overview = List.copyOf(overview);
        sections = sections.stream().sorted(Comparator.comparing(Section::part)).toList();
    }

    /** What every record has: an overview, its tasks one by one, its kernels, statistics and environment. */
    public static ReportContent of(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var results = TaskResult.of(record);
        var kernels = KernelResult.of(record);
        var overview = Stream.of(
                        OverviewTable.of(record, results, bootstrap),
                        MicrobenchmarkOverviewTable.of(record, convolutions(kernels), bootstrap))
                .flatMap(Optional::stream)
                .toList();
        var sections = new ArrayList<Section>();
        if (results.size() + (kernels.isEmpty() ? 0 : 1) > 1) {
            var blocks = new ArrayList<>(blocks(overview));
            RatioFigure.ofTasks(results, ofStarts(results), bootstrap)
                    .map(FigureBlock::new)
                    .ifPresent(blocks::addFirst);
            add(sections, Part.OVERVIEW, "At a glance", blocks);
        }
        results.forEach(result -> add(sections, Part.TASKS, result.title(), taskBlocks(record, result, bootstrap)));
        add(
                sections,
                Part.TASKS,
                "Training steps",
                StepTimeFigure.of(results, ofStarts(results), bootstrap).stream()
                        .<Block>map(FigureBlock::new)
                        .toList());
        sections.addAll(kernelSections(record));
        return of(record, overview, sections);
    }

    /** A record that was measured for one purpose: its suite's sections hold every figure. */
    public static ReportContent ofSuite(ComparisonRecord record, List<Section> ofSuite) {
        return of(record, tables(ofSuite), ofSuite);
    }

    /** The same with more sections. */
    public ReportContent with(List<Section> more) {
        return new ReportContent(
                title, overview, Stream.of(sections, more).flatMap(List::stream).toList());
    }

    /** The record's kernels, one by one. */
    public static List<Section> kernelSections(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var kernels = KernelResult.of(record);
        var sections = new ArrayList<Section>();
        add(sections, Part.KERNELS, "Convolution algorithms", kernelBlocks(record, convolutions(kernels), bootstrap));
        add(
                sections,
                Part.KERNELS,
                "Other kernels",
                MicrobenchmarkTable.of(without(convolutions(kernels), kernels), bootstrap).stream()
                        .map(table -> withoutData(record, table))
                        .toList());
        return sections;
    }

    /** These sections between what every report begins with and what it ends with. */
    private static ReportContent of(ComparisonRecord record, List<Table> overview, List<Section> figures) {
        var results = TaskResult.of(record);
        var sections = new ArrayList<Section>();
        sections.add(new Section(Part.OVERVIEW, "What was measured", List.of(new Paragraph(summary(record)))));
        sections.addAll(figures);
        add(
                sections,
                Part.TASKS,
                ObstacleTable.HEADING,
                Stream.of(ObstacleTable.of(results), ObstacleTable.ofMicrobenchmarks(record))
                        .flatMap(Optional::stream)
                        .map(table -> withoutData(record, table))
                        .toList());
        add(
                sections,
                Part.STATISTICS,
                "Statistics",
                statistics(record, results)
                        .map(table -> withoutData(record, table))
                        .toList());
        add(
                sections,
                Part.ENVIRONMENT,
                "Environment",
                EnvironmentTable.of(record).stream()
                        .map(table -> withoutData(record, table))
                        .toList());
        return new ReportContent(
                record.suite() == null ? "Comparison" : "Comparison: " + record.suite(), overview, sections);
    }

    static Optional<String> ofStarts(List<TaskResult> results) {
        return IntervalNotes.ofStarts(results.stream().flatMap(TimingTable::steps));
    }

    /** How far the figures can be trusted. */
    private static Stream<Table> statistics(ComparisonRecord record, List<TaskResult> results) {
        return Stream.of(
                        ContentionTables.of(record),
                        RulerTable.of(record).stream().toList(),
                        SteadinessTable.of(results).stream().toList())
                .flatMap(List::stream);
    }

    static List<Block> blocks(List<Table> tables) {
        return tables.stream().<Block>map(TableBlock::new).toList();
    }

    private static List<Table> tables(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> switch (block) {
                    case TableBlock(var table) -> Stream.of(table);
                    case Paragraph _, FigureBlock _ -> Stream.<Table>empty();
                })
                .toList();
    }

    /** All charts, in order. */
    public List<Figure> figures() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> switch (block) {
                    case FigureBlock(var figure) -> Stream.of(figure);
                    case Paragraph _, TableBlock _ -> Stream.<Figure>empty();
                })
                .toList();
    }

    /** When, how and where a record was measured, and what speaks against quoting it: for the top of what shows it. */
    public static String summary(ComparisonRecord record) {
        return "%s%s%sMeasured by %s at %s, from commit %s%s. Machine: %s.%s"
                .formatted(
                        record.complete() ? "" : "INCOMPLETE: runs are still missing. ",
                        SMOKE_SUITE.equals(record.suite())
                                ? "A smoke test: every kind of benchmark ran once, hardly warmed up; its figures are not to be quoted. "
                                : "",
                        ObstacleTable.warning(record)
                                .map(warning -> warning + " ")
                                .orElse(""),
                        record.commandWithoutFolders(),
                        record.created(),
                        record.revision().commit(),
                        record.revision().dirty() ? " with changed files" : "",
                        Provenance.machine(record.machine()),
                        ContentionTables.warning(record)
                                .map(warning -> " " + warning)
                                .orElse(""));
    }

    private static List<Block> taskBlocks(ComparisonRecord record, TaskResult result, Bootstrap bootstrap) {
        var provenance = Provenance.of(record, result.data());
        var tables = new ArrayList<Table>();
        tables.add(new AccuracyTable(result).table());
        EquivalenceTable.of(result).ifPresent(tables::add);
        TimeToAccuracyTable.of(record, result).ifPresent(tables::add);
        tables.add(new TimingTable(result, bootstrap).table());
        var blocks = new ArrayList<Block>();
        addTables(blocks, tables, provenance);
        LearningCurvesFigure.of(result).map(FigureBlock::new).ifPresent(blocks::add);
        addTables(blocks, EpochTable.of(result).stream().toList(), provenance);
        DecisionRegionsFigure.of(result).map(FigureBlock::new).ifPresent(blocks::add);
        return blocks;
    }

    private static void addTables(List<Block> blocks, List<Table> tables, List<String> provenance) {
        tables.stream()
                .filter(table -> !table.rows().isEmpty())
                .map(table -> new TableBlock(table.withNotes(provenance)))
                .forEach(blocks::add);
    }

    private static List<Block> kernelBlocks(ComparisonRecord record, List<KernelResult> kernels, Bootstrap bootstrap) {
        var blocks = new ArrayList<Block>();
        AlgorithmFigure.of(kernels, IntervalNotes.ofForksOf(kernels), bootstrap)
                .map(FigureBlock::new)
                .ifPresent(blocks::add);
        MicrobenchmarkTable.of(kernels, bootstrap).forEach(table -> blocks.add(withoutData(record, table)));
        return blocks;
    }

    private static List<KernelResult> convolutions(List<KernelResult> kernels) {
        return kernels.stream()
                .filter(kernel -> kernel.operation().equals(KernelResult.CONVOLUTION))
                .toList();
    }

    private static List<KernelResult> without(List<KernelResult> some, List<KernelResult> kernels) {
        return kernels.stream().filter(kernel -> !some.contains(kernel)).toList();
    }

    static Block withoutData(ComparisonRecord record, Table table) {
        return new TableBlock(table.withNotes(Provenance.withoutData(record)));
    }

    static void add(List<Section> sections, Part part, String heading, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(part, heading, blocks));
        }
    }
}
