package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Table;

/** The tables in a report's sections. */
final class SectionTables {

    private SectionTables() {}

    /** Those below headings that begin with these words. */
    static List<Table> of(ReportContent content, String heading) {
        return content.sections().stream()
                .filter(section -> section.heading().startsWith(heading))
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof TableBlock(var table) ? Stream.of(table) : Stream.empty())
                .toList();
    }
}
