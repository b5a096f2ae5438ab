package org.scratchcnn.kernel.generator;

import java.util.List;
import java.util.Locale;

/** Java source as it grows, indented and wrapped as Spotless wants it. */
final class JavaSource {

    private static final int WIDTH = 120;
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Appends lines as they are. */
    void verbatim(String lines) {
        text.append(lines);
    }

    void blankLine() {
        text.append('\n');
    }

    /** Appends an indented line. */
    void line(String format, Object... values) {
        var line = INDENT.repeat(depth) + String.format(Locale.ROOT, format, values);
        if (line.length() > WIDTH) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "A generated line has %d characters, more than %d; shorten the names in it: %s",
                    line.length(),
                    WIDTH,
                    line));
        }
        text.append(line).append('\n');
    }

    /** Begins a block: appends its head and an opening brace. */
    void open(String format, Object... values) {
        line(format + " {", values);
        depth++;
    }

    /** Ends a block. */
    void close() {
        depth--;
        line("}");
    }

    /** Begins a static method: its parameters stand on its line, on one line of their own, or on one each. */
    void openMethod(String name, List<String> parameters) {
        var indent = INDENT.repeat(depth);
        var head = indent + "static void " + name + "(";
        var all = String.join(", ", parameters) + ") {";
        var continuation = indent + INDENT.repeat(2);
        if (head.length() + all.length() <= WIDTH) {
            text.append(head).append(all).append('\n');
        } else if (continuation.length() + all.length() <= WIDTH) {
            text.append(head).append('\n').append(continuation).append(all).append('\n');
        } else {
            text.append(head).append('\n').append(continuation);
            text.append(String.join(",\n" + continuation, parameters)).append(") {\n");
        }
        depth++;
    }

    String text() {
        return text.toString();
    }
}
