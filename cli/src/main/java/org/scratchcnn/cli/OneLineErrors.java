package org.scratchcnn.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong as one line; the stack trace goes to the log, at debug level. */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        LOG.debug("Command failed", e);
        print(command, e.getMessage() == null ? e.toString() : e.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var help = command.getCommandSpec().qualifiedName() + " --help";
        print(command, "%s (see %s)".formatted(e.getMessage(), help));
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText("cnn: " + message.replaceAll("\\R\\s*", " ")));
    }
}
