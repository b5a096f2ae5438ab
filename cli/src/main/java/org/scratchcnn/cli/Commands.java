package org.scratchcnn.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What all commands ask of their surroundings. */
final class Commands {

    /** A variable and no flag of the JVM: records hold those, and this path is nobody else's business. */
    private static final String HOME = "SCRATCHCNN_HOME";

    /** A word that a shell leaves as it is. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./:,=+@%-]+");

    private static final Set<String> FOLDERS = Set.of("--out", "--data");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Commands() {}

    /** The command line that picocli injected a command's spec from. */
    static CommandLine commandLine(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "injected by picocli").commandLine();
    }

    /** The names of a command's own commands, for messages. */
    static String subcommands(CommandLine commandLine) {
        return String.join(", ", commandLine.getSubcommands().keySet());
    }

    /** What a user's words stand for; if they stand for nothing, the command was wrongly called. */
    static <T> T wronglyCalledIfIllegal(@Nullable CommandSpec spec, Supplier<T> meaning) {
        try {
            return meaning.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(spec), String.valueOf(e.getMessage()), e);
        }
    }

    /** Where results go: the folder that a user named, else the build's. */
    static Path results(@Nullable Path named) {
        return named == null ? home().resolve("target").resolve("comparison") : named;
    }

    /** This second of UTC in the name of a record's file, for example {@code 20260102-030405}. */
    static String timestamp() {
        return TIMESTAMP.format(Instant.now());
    }

    /** The command as a user types it in a shell, for records. */
    static String typed(@Nullable CommandSpec spec) {
        return typed(commandLine(spec).getParseResult().originalArgs());
    }

    /** Without the options that name folders of this machine: they matter to nobody else. */
    static String typed(List<String> words) {
        var typed = new StringBuilder("./cnn");
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (FOLDERS.contains(word)) {
                i++;
            } else if (FOLDERS.stream().noneMatch(option -> word.startsWith(option + "="))) {
                var quoted = "'" + word.replace("'", "'\\''") + "'";
                typed.append(' ').append(PLAIN_WORD.matcher(word).matches() ? word : quoted);
            }
        }
        return typed.toString();
    }

    /** The project's top folder, which {@code ./cnn} passes on; else the current one. */
    static Path home() {
        return Path.of(System.getenv().getOrDefault(HOME, "")).toAbsolutePath().normalize();
    }

    /** Whether there is a terminal to draw bars on. */
    @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 always have a console, but JDK 25 is without again.
    static boolean onTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
