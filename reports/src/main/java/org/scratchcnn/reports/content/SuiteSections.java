package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.reports.chart.ScalingFigure;
import org.scratchcnn.reports.chart.StepTimeFigure;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.result.ColdStartResult;
import org.scratchcnn.reports.result.HeadlineResult;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.LargeConvolutionResult;
import org.scratchcnn.reports.result.ScalingResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.reports.suite.Layers;
import org.scratchcnn.worker.record.ComparisonRecord;

/** What is drawn of the suites; each one moves to the class that plans it. */
public final class SuiteSections {

    private SuiteSections() {}

    /** A record's report, by its suite. */
    public static ReportContent report(ComparisonRecord record) {
        var sections = sections(record);
        if (sections.isEmpty()) {
            return ReportContent.of(record)
                    .with(
                            smoke(record),
                            SpeedCheckTable.of(record).stream()
                                    .map(table ->
                                            new Section(Part.OVERVIEW, "Speed check", List.of(new TableBlock(table))))
                                    .toList());
        }
        var report = ReportContent.ofSuite(record, sections);
        return LargeConvolutions.SUITE.equals(record.suite())
                ? report
                : report.with(List.of(), ReportContent.kernelSections(record));
    }

    private static List<String> smoke(ComparisonRecord record) {
        return "smoke".equals(record.suite())
                ? List.of("A smoke test: every kind of benchmark ran once, hardly warmed up. Don't quote its figures.")
                : List.of();
    }

    /** What is drawn of records that were measured for one purpose; empty for others. */
    private static List<Section> sections(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var results = TaskResult.of(record);
        var kernels = KernelResult.of(record);
        var sections = new ArrayList<Section>();
        HeadlineResult.of(record, results, bootstrap).ifPresent(headline -> {
            var tables = new HeadlineTables(headline, bootstrap);
            var blocks = new ArrayList<>(ReportContent.blocks(tables.all()));
            tables.figure().map(FigureBlock::new).ifPresent(figure -> blocks.add(1, figure));
            StepTimeFigure.of(results, IntervalNotes.ofSteps(results), bootstrap)
                    .map(FigureBlock::new)
                    .ifPresent(blocks::add);
            ReportContent.add(sections, Part.OVERVIEW, "Headline", blocks);
        });
        ColdStartResult.of(record, results)
                .ifPresent(start -> ReportContent.add(
                        sections,
                        Part.OVERVIEW,
                        "Start",
                        ReportContent.blocks(new ColdStartTables(start, bootstrap).all())));
        for (var scaling : ScalingResult.of(record, results)) {
            var table = ScalingTable.of(scaling, bootstrap);
            ReportContent.add(
                    sections,
                    Part.SCALING,
                    "Scaling with " + scaling.dimension().title(),
                    List.of(
                            new FigureBlock(ScalingFigure.of(scaling, table.caption(), bootstrap)),
                            new TableBlock(table)));
        }
        LargeConvolutionResult.of(record, kernels, bootstrap)
                .map(large -> LargeConvolutionTable.of(record, large, bootstrap))
                .ifPresent(table -> ReportContent.add(
                        sections, Part.KERNELS, "Large convolutions", ReportContent.blocks(List.of(table))));
        if (Layers.SUITE.equals(record.suite())) {
            for (var result : results) {
                var tables = new LayerTables(record, result, bootstrap).all();
                ReportContent.add(sections, Part.LAYERS, "Layers of " + result.title(), ReportContent.blocks(tables));
            }
        }
        return sections;
    }
}
