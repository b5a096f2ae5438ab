package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What a command printed, and its exit code. */
record CommandResult(int exitCode, String output, String errors) {

    /** Runs {@code ./cnn} with these arguments. */
    static CommandResult of(String... arguments) {
        return of(Main.commandLine(), arguments);
    }

    /** Runs this command line with these arguments. */
    static CommandResult of(CommandLine commandLine, String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        int exitCode = commandLine
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
        return new CommandResult(exitCode, output.toString(), errors.toString());
    }

    /** The one line that it printed on standard error, having printed nothing else. */
    String onlyError() {
        assertThat(output).isEmpty();
        assertThat(errors).startsWith("cnn: ").endsWith(System.lineSeparator());
        assertThat(errors.lines()).hasSize(1);
        return errors.strip();
    }
}
