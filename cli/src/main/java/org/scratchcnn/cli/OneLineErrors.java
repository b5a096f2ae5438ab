package org.scratchcnn.cli;

import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong as one line; the stack trace goes to the log, at debug level. */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final System.Logger LOG = System.getLogger(OneLineErrors.class.getName());

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        LOG.log(Level.DEBUG, "Command failed", e);
        print(command, explain(e));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var help = command.getCommandSpec().qualifiedName() + " --help";
        print(command, String.format(Locale.ROOT, "%s (see ./%s)", explain(e), help));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The messages of the file system's exceptions are often no more than a path. */
    static String explain(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "There is no file " + missing.getFile();
            case InterruptedException _ -> "Ended before it was done";
            case AccessDeniedException denied -> "There is no permission to use " + denied.getFile();
            case FileSystemException other
            when other.getReason() == null ->
                String.format(Locale.ROOT, "%s: %s", other.getClass().getSimpleName(), other.getMessage());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static String explain(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        var command = e.getCommandLine();
        if (!unmatched.isUnknownOption() && !command.getSubcommands().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "There is no command \"%s\"; there are: %s",
                    unmatched.getUnmatched().getFirst(),
                    Commands.subcommands(command));
        }
        var similar = unmatched.getSuggestions();
        return similar.isEmpty()
                ? String.valueOf(e.getMessage())
                : String.format(Locale.ROOT, "%s; did you mean %s?", e.getMessage(), String.join(" or ", similar));
    }

    /** One line on standard error. */
    static void print(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText("cnn: " + message.replaceAll("\\R\\s*", " ")));
    }
}
