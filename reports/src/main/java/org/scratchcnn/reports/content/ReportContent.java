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
 * @param overview the tables that sum up the others; the first one, if there is one, for the console
 * @param sections in the order of their parts
 */
public record ReportContent(
        String title, List<String> conclusions, String measured, List<Table> overview, List<Section> sections) {

    public ReportContent {
        conclusions = List.copyOf(conclusions);
        overview = List.copyOf(overview);
        sections = sections.stream().sorted(Comparator.comparing(Section::part)).toList();
    }

    /** What every record has: an overview, its tasks one by one, its kernels and environment. */
    public static ReportContent of(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var results = TaskResult.of(record);
        var kernels = KernelResult.of(record);
        var convolutions = kernels.stream()
                .filter(kernel -> kernel.operation().equals(KernelResult.CONVOLUTION))
                .toList();
        var others = kernels.stream()
                .filter(kernel -> !convolutions.contains(kernel))
                .toList();
        var tasks = OverviewTable.of(results, bootstrap);
        var algorithms = MicrobenchmarkOverviewTable.of(convolutions);
        var sections = new ArrayList<Section>();
        if (results.size() + (kernels.isEmpty() ? 0 : 1) > 1) {
            var steps = figure(StepTimeFigure.of(results, bootstrap));
            add(sections, Part.OVERVIEW, "At a glance", steps, table(tasks), table(algorithms));
        }
        for (var result : results) {
            add(
                    sections,
                    Part.TASKS,
                    result.title(),
                    table(AccuracyTable.of(record, result)),
                    table(EquivalenceTable.of(result)),
                    table(TimingTable.of(result, bootstrap)),
                    figure(LearningCurvesFigure.of(result)),
                    figure(DecisionRegionsFigure.of(result)));
        }
        add(
                sections,
                Part.KERNELS,
                "Convolution algorithms",
                figure(AlgorithmFigure.of(convolutions, bootstrap)),
                tables(MicrobenchmarkTable.of(convolutions, bootstrap)));
        add(sections, Part.KERNELS, "Other kernels", tables(MicrobenchmarkTable.of(others, bootstrap)));
        return of(
                record,
                Conclusions.of(results, convolutions, bootstrap),
                tasks.or(() -> algorithms).stream().toList(),
                sections);
    }

    /** A record that was measured for one purpose: its suite's sections hold every figure. */
    public static ReportContent ofSuite(ComparisonRecord record, List<Section> ofSuite) {
        var tables = ofSuite.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof TableBlock(var table) ? Stream.of(table) : Stream.empty())
                .toList();
        return of(record, List.of(), tables, ofSuite);
    }

    /** These sections between what every report begins with and what it ends with. */
    private static ReportContent of(
            ComparisonRecord record, List<String> conclusions, List<Table> overview, List<Section> figures) {
        var results = TaskResult.of(record);
        var sections = new ArrayList<>(figures);
        add(sections, Part.TASKS, ObstacleTable.HEADING, table(ObstacleTable.of(record, results)));
        add(
                sections,
                Part.ENVIRONMENT,
                "Environment",
                tables(List.of(Provenance.table(record, results))),
                table(EnvironmentTable.disturbances(record)),
                table(EnvironmentTable.of(record)));
        return new ReportContent(
                record.suite() == null ? "Comparison" : "Comparison: " + record.suite(),
                concat(Conclusions.reservations(record), conclusions),
                Provenance.sentence(record),
                overview,
                sections);
    }

    /** The same with more to conclude, and with more sections. */
    public ReportContent with(List<String> sentences, List<Section> more) {
        return new ReportContent(title, concat(conclusions, sentences), measured, overview, concat(sections, more));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** All sections with the conclusions before them. */
    public List<Section> all() {
        var sentences = concat(conclusions, List.of(measured));
        var first = new Section(
                Part.OVERVIEW,
                "Conclusions",
                sentences.stream().<Block>map(Paragraph::new).toList());
        return concat(List.of(first), sections);
    }

    /** All charts, in order. */
    public List<Figure> figures() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof FigureBlock(var figure) ? Stream.of(figure) : Stream.empty())
                .toList();
    }

    /** Adds a section if there is something in it. */
    @SafeVarargs
    private static void add(List<Section> sections, Part part, String heading, List<Block>... blocks) {
        var there = new ArrayList<Block>();
        for (var some : blocks) {
            there.addAll(some);
        }
        if (!there.isEmpty()) {
            sections.add(new Section(part, heading, there));
        }
    }

    private static List<Block> table(Optional<Table> table) {
        return tables(table.stream().toList());
    }

    private static List<Block> tables(List<Table> tables) {
        return tables.stream().<Block>map(TableBlock::new).toList();
    }

    private static List<Block> figure(Optional<Figure> figure) {
        return figure.stream().<Block>map(FigureBlock::new).toList();
    }
}
