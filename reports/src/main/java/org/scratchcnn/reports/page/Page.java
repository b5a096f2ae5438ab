package org.scratchcnn.reports.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.inspect.Inspection;
import org.scratchcnn.reports.table.Table;

/** A page of HTML that needs nothing but itself. Templates escape everything. */
public final class Page {

    private static final PebbleEngine ENGINE = engine();

    private Page() {}

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
        values.put("parts", parts(content));
        values.put("pictures", pictures);
        return fill("record.peb", values);
    }

    /**
     * What was found in a model.
     *
     * @param pictures of its curves
     */
    public static String ofInspection(Inspection inspection, Map<Panel, Picture> pictures) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", inspection.title());
        values.put("summary", inspection.summary());
        values.put("curve", inspection.curve().orElse(null));
        values.put("pictures", pictures);
        values.put("sheets", inspection.sheets());
        return fill("inspection.peb", values);
    }

    /**
     * The page from which those of several records are reached.
     *
     * @param links of the first column's cells in the first table
     * @param refused what was wrong with records that have no page
     */
    public static String ofIndex(List<Table> tables, List<String> links, List<String> refused) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Records");
        values.put("tables", tables);
        values.put("links", links);
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
    public record PartView(String title, List<Section> sections) {}

    private static List<PartView> parts(ReportContent content) {
        var parts = new TreeMap<Section.Part, List<Section>>();
        for (var section : content.all()) {
            parts.computeIfAbsent(section.part(), _ -> new ArrayList<>()).add(section);
        }
        return parts.entrySet().stream()
                .map(part -> new PartView(part.getKey().title(), part.getValue()))
                .toList();
    }
}
