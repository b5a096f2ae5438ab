package org.scratchcnn.reports.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.chart.InlineFigure;
import org.scratchcnn.reports.content.Provenance;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** A report as a page that needs nothing but itself. */
public final class RecordPage {

    private final Set<String> ids = new HashSet<>(Set.of("main"));

    private RecordPage() {}

    /**
     * The page's text.
     *
     * @param home where the page of all records is; absent if there is none
     */
    public static String of(ReportContent content, @Nullable String home) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", content.title());
        values.put("home", home);
        values.put("parts", new RecordPage().parts(content));
        return Templates.fill("record.peb", values);
    }

    /** What the templates see: sections under the heading of their part. */
    public record PartView(String id, String title, List<SectionView> sections) {}

    public record SectionView(String id, String heading, List<BlockView> blocks) {}

    /** Exactly one of the three is there. */
    public record BlockView(
            @Nullable String paragraph,
            @Nullable TableView table,
            @Nullable InlineFigure figure) {}

    /** A table whose notes on where it comes from stand by themselves. */
    public record TableView(
            String id,
            String caption,
            List<ColumnView> columns,
            List<RowView> rows,
            List<String> notes,
            List<String> provenance) {}

    public record ColumnView(String heading, String alignment) {}

    public record RowView(List<CellView> cells) {}

    /** A cell; headers say what the row is about. */
    public record CellView(String text, String alignment, boolean header) {}

    private List<PartView> parts(ReportContent content) {
        var parts = new ArrayList<PartView>();
        var byPart = content.sections().stream().collect(Collectors.groupingBy(Section::part));
        for (var part : Section.Part.values()) {
            var sections = byPart.getOrDefault(part, List.of());
            if (!sections.isEmpty()) {
                var id = id(part.title());
                parts.add(new PartView(
                        id, part.title(), sections.stream().map(this::section).toList()));
            }
        }
        return parts;
    }

    private SectionView section(Section section) {
        return new SectionView(
                id(section.heading()),
                section.heading(),
                section.blocks().stream()
                        .map(block -> switch (block) {
                            case Paragraph(var text) -> new BlockView(text, null, null);
                            case TableBlock(var table) -> new BlockView(null, table(table), null);
                            case FigureBlock(var figure) -> new BlockView(null, null, InlineFigure.of(figure));
                        })
                        .toList());
    }

    private TableView table(Table table) {
        var bySource = table.notes().stream().collect(Collectors.partitioningBy(Provenance::isProvenance));
        return new TableView(
                id(table.caption()),
                table.caption(),
                table.columns().stream()
                        .map(column -> new ColumnView(column.heading(), alignment(column)))
                        .toList(),
                table.rows().stream().map(row -> row(table.columns(), row)).toList(),
                bySource.getOrDefault(false, List.of()),
                bySource.getOrDefault(true, List.of()));
    }

    private static RowView row(List<Column> columns, List<String> cells) {
        return new RowView(IntStream.range(0, cells.size())
                .mapToObj(i -> new CellView(cells.get(i), alignment(columns.get(i)), i == 0))
                .toList());
    }

    private static String alignment(Column column) {
        return column.alignment().name().toLowerCase(Locale.ROOT);
    }

    /** A name for links that no other has. */
    private String id(String title) {
        var plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? plain : plain + "-" + i)
                .filter(ids::add)
                .findFirst()
                .orElseThrow();
    }
}
