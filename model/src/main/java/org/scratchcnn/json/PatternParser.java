package org.scratchcnn.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a {@link NetworkPattern}.
 *
 * <pre>
 * layers   = repeated { "->" repeated }
 * repeated = ( layer | "[" layers "]" ) [ "*" number ]
 * layer    = word [ "(" argument { "," argument } ")" ]
 * argument = [ word "=" ] ( number { "x" number } | word | "[" [ layers ] "]" )
 * </pre>
 */
final class PatternParser {

    /** A layer or a group, so many times. */
    record Repeated(Node node, int times) {}

    sealed interface Node permits Layer, Group {}

    record Layer(String word, List<Argument> arguments, int at) implements Node {}

    record Group(List<Repeated> items) implements Node {}

    /** @param name empty where the argument is known by its position */
    record Argument(String name, Value value, int at) {}

    sealed interface Value permits Word, Numbers, Layers {}

    record Word(String text) implements Value {}

    /** One, or those between which an x stands. */
    record Numbers(List<String> texts) implements Value {}

    record Layers(List<Repeated> items) implements Value {}

    private static final String A_LAYER = "a layer such as CONV, POOL or FC";
    private static final int MOST_TIMES = 1_000;

    private final String text;
    private int at;

    private PatternParser(String text) {
        this.text = text;
    }

    static List<Repeated> parse(String text) {
        var parser = new PatternParser(text);
        var layers = parser.layers();
        if (parser.peek() != END) {
            throw parser.expected("-> and another layer, * and a number, or the end");
        }
        return layers;
    }

    private static final char END = '\0';

    /** The next character that is no space. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(String token) {
        peek();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private List<Repeated> layers() {
        var items = new ArrayList<Repeated>();
        do {
            items.add(repeated());
        } while (take("->"));
        return items;
    }

    private Repeated repeated() {
        peek();
        int opened = at;
        if (!take("[")) {
            return new Repeated(layer(), times());
        }
        var items = layers();
        close("]", opened);
        return new Repeated(new Group(items), times());
    }

    private int times() {
        if (!take("*")) {
            return 1;
        }
        peek();
        int start = at;
        var digits = number(() -> "how many times, such as 2");
        if (!digits.matches("\\d{1,4}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST_TIMES) {
            throw refused(
                    text,
                    start,
                    String.format(
                            Locale.ROOT, "expected a whole number from 1 to %d, but found %s", MOST_TIMES, digits),
                    null);
        }
        return Integer.parseInt(digits);
    }

    private void close(String bracket, int opened) {
        if (!take(bracket)) {
            throw expected(
                    String.format(Locale.ROOT, "%s, which ends what column %d begins", bracket, column(text, opened)));
        }
    }

    private Layer layer() {
        peek();
        int start = at;
        var word = word(A_LAYER);
        var arguments = new ArrayList<Argument>();
        int opened = at;
        if (take("(")) {
            if (peek() != ')') {
                do {
                    arguments.add(argument());
                } while (take(","));
            }
            close(")", opened);
        }
        return new Layer(word, arguments, start);
    }

    private Argument argument() {
        char next = peek();
        int start = at;
        if (!Character.isLetter(next)) {
            return new Argument("", value(), start);
        }
        var word = word("a setting");
        return take("=") ? new Argument(word, value(), start) : new Argument("", new Word(word), start);
    }

    private Value value() {
        char next = peek();
        if (Character.isLetter(next)) {
            return new Word(word("a setting"));
        }
        int opened = at;
        if (take("[")) {
            List<Repeated> items = peek() == ']' ? List.of() : layers();
            close("]", opened);
            return new Layers(items);
        }
        var numbers = new ArrayList<String>();
        do {
            numbers.add(number(() -> "a number such as 3, a pair such as 3x5, or layers in brackets"));
        } while (take("x"));
        return new Numbers(numbers);
    }

    private String word(String what) {
        peek();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at || !Character.isLetter(text.charAt(start))) {
            at = start;
            throw expected(what);
        }
        return text.substring(start, at);
    }

    /** Digits, with a point and an exponent where there are. */
    private String number(Supplier<String> what) {
        peek();
        int start = at;
        while (at < text.length() && isPartOfNumber(start)) {
            at++;
        }
        var number = text.substring(start, at);
        if (!number.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            at = start;
            throw expected(what.get());
        }
        return number;
    }

    private boolean isPartOfNumber(int start) {
        char next = text.charAt(at);
        boolean afterExponent = at > start && Character.toLowerCase(text.charAt(at - 1)) == 'e';
        return (next >= '0' && next <= '9')
                || next == '.'
                || ((next == 'e' || next == 'E') && at > start)
                || (next == '+' && afterExponent)
                || (next == '-' && (at == start || afterExponent));
    }

    private InvalidJsonException expected(String what) {
        peek();
        var found = at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end";
        return refused(text, at, "expected " + what + ", but found " + found, null);
    }

    /** An exception that points at a character. */
    static InvalidJsonException refused(String text, int at, String problem, @Nullable Throwable cause) {
        return new InvalidJsonException(
                String.format(Locale.ROOT, "line %d, column %d: %s", line(text, at), column(text, at), problem), cause);
    }

    static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    static int column(String text, int at) {
        return at - text.lastIndexOf('\n', at - 1);
    }
}
