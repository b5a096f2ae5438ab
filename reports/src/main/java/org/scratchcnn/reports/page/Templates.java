package org.scratchcnn.reports.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The templates of pages. Everything is escaped, but for charts, which are SVG elements already. */
final class Templates {

    private static final PebbleEngine ENGINE = engine();

    private Templates() {}

    private static PebbleEngine engine() {
        var loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix(Templates.class.getPackageName().replace('.', '/'));
        return new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /**
     * The text of a page.
     *
     * @param template its file's name
     * @param values what the template asks for, by name
     */
    static String fill(String template, Map<String, @Nullable Object> values) {
        var text = new StringWriter();
        try {
            ENGINE.getTemplate(template).evaluate(text, values);
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory can't fail to be written", e);
        }
        return text.toString();
    }
}
