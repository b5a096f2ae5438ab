package org.scratchcnn.reports.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.content.Provenance;
import org.scratchcnn.worker.record.ComparisonRecord;

/** The page from which those of several records are reached. */
public final class IndexPage {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int SHORT_HASH = 12;

    private IndexPage() {}

    /**
     * A record that has a page.
     *
     * @param name unique among them
     * @param page the address of its page, from this one
     */
    public record Entry(String name, String page, ComparisonRecord record) {}

    /** What the template sees of a record. */
    public record EntryView(
            String name,
            String page,
            String suite,
            String created,
            String command,
            String commit,
            String machine,
            String state) {}

    /**
     * The page's text.
     *
     * @param refused what was wrong with records that could not be read
     */
    public static String of(List<Entry> entries, List<String> refused) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Records");
        values.put("records", entries.stream().map(IndexPage::view).toList());
        values.put("refused", refused);
        return Templates.fill("index.peb", values);
    }

    private static EntryView view(Entry entry) {
        var record = entry.record();
        var commit = record.revision().commit();
        return new EntryView(
                entry.name(),
                entry.page(),
                Objects.requireNonNullElse(record.suite(), "–"),
                MINUTES.format(record.created()),
                record.commandWithoutFolders(),
                commit.substring(0, Math.min(SHORT_HASH, commit.length()))
                        + (record.revision().dirty() ? " with changed files" : ""),
                Provenance.machine(record.machine()),
                record.complete() ? "complete" : "incomplete");
    }
}
