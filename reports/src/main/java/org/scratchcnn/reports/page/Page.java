package org.scratchcnn.reports.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Table;

/** A page of HTML that needs nothing but itself. Templates escape everything. */
public final class Page {

    private static final PebbleEngine ENGINE = engine();

    private final Map<Panel, Picture> pictures;
    private final Set<String> ids = new HashSet<>(Set.of("main"));

    private Page(Map<Panel, Picture> pictures) {
        this.pictures = pictures;
    }

    /**
     * A report.
     *
     * @param pictures of all its charts
     * @param home where the page of all records is; absent if there is none
     */
    public static String ofReport(ReportContent content, Map<Panel, Picture> pictures, @Nullable String home) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", content.title());
        values.put("home", home);
        values.put("parts", new Page(pictures).parts(content));
        return fill("record.peb", values);
    }

    /**
     * The page from which those of several records are reached.
     *
     * @param links of the first column's cells in the first table
     * @param refused what was wrong with records that have no page
     */
    public static String ofIndex(List<Table> tables, List<String> links, List<String> refused) {
        var page = new Page(Map.of());
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Records");
        values.put(
                "tables",
                tables.stream()
                        .map(table -> new TableView(
                                page.id(table.caption()), table, table.equals(tables.getFirst()) ? links : List.of()))
                        .toList());
        values.put("refused", refused);
        return fill("index.peb", values);
    }

    private static PebbleEngine engine() {
        var loader = new ClasspathLoader(Page.class.getClassLoader());
        loader.setPrefix(Page.class.getPackageName().replace('.', '/'));
        return new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    private static String fill(String template, Map<String, @Nullable Object> values) {
        var text = new StringWriter();
        try {
            ENGINE.getTemplate(template).evaluate(text, values);
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory can't fail to be written", e);
        }
        return text.toString();
    }

    /** What the templates see: sections under the heading of their part. */
    public record PartView(String id, String title, List<SectionView> sections) {}

    public record SectionView(String id, String heading, List<BlockView> blocks) {}

    /**
     * Something in a section.
     *
     * @param kind which template shows it
     */
    public record BlockView(String kind, Object content) {}

    /**
     * A table.
     *
     * @param links of the first column's cells; fewer than rows, or none
     */
    public record TableView(String id, Table table, List<String> links) {}

    /** A picture, or why it is not there. */
    public record ChartView(
            String address,
            String description,
            int width,
            @Nullable String failure) {}

    private List<PartView> parts(ReportContent content) {
        var parts = new ArrayList<PartView>();
        var byPart = content.all().stream().collect(Collectors.groupingBy(Section::part));
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
                section.blocks().stream().map(this::block).toList());
    }

    private BlockView block(Block block) {
        return switch (block) {
            case Paragraph(var text) -> new BlockView("paragraph", text);
            case TableBlock(var table) -> new BlockView("table", new TableView(id(table.caption()), table, List.of()));
            case FigureBlock(var figure) ->
                new BlockView(
                        "figure",
                        Map.of(
                                "name", figure.name(),
                                "note", figure.note(),
                                "charts",
                                        figure.panels().stream()
                                                .map(this::chart)
                                                .toList()));
        };
    }

    private ChartView chart(Panel panel) {
        var picture = Objects.requireNonNull(pictures.get(panel));
        return new ChartView(
                picture.address(),
                panel.description(),
                picture.width(),
                picture.failure().orElse(null));
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
