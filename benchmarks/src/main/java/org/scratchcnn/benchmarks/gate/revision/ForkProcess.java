package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.time.Duration;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.process.Patience;
import org.scratchcnn.benchmarks.process.ProcessLines;
import org.scratchcnn.benchmarks.process.ProcessLines.Output;

/** A fork in its process. */
final class ForkProcess implements Fork {

    private final Process process;
    private final ChildProcesses processes;
    private final LastLine errors;
    private final ProcessLines lines;
    private final ForkMessage.Ready ready;

    /**
     * Waits until the fork is warm.
     *
     * @param patience how long at most
     * @throws ForkException if the fork does not get there; its process is ended then
     */
    ForkProcess(Process process, ChildProcesses processes, Duration patience)
            throws ForkException, InterruptedException {
        this.process = process;
        this.processes = processes;
        errors = new LastLine(process.getErrorStream());
        lines = new ProcessLines(process);
        boolean warm = false;
        try {
            ready = next(ForkMessage.Ready.class, patience);
            warm = true;
        } finally {
            if (!warm) {
                close();
            }
        }
    }

    private <T extends ForkMessage> T next(Class<T> type, Duration patience)
            throws ForkException, InterruptedException {
        var untilMessage = new Patience(patience);
        while (true) {
            var output = lines.next(untilMessage);
            if (processes.ended()) {
                throw new InterruptedException();
            }
            switch (output) {
                case Output.Line(var text) -> {
                    try {
                        var message = ForkMessage.parse(text);
                        if (message.isPresent()) {
                            return type.cast(message.get());
                        }
                    } catch (IllegalArgumentException | ClassCastException e) {
                        throw new ForkException("it said what can't be read: " + e.getMessage());
                    }
                }
                case Output.End() -> {
                    if (!process.waitFor(patience)) {
                        throw new ForkException("it closed its output and did not end");
                    }
                    throw new ForkException("exit code %d, %s"
                            .formatted(process.exitValue(), errors.read().orElse("nothing said")));
                }
                case Output.Silence() ->
                    throw new ForkException("it brought no message for %d s".formatted(patience.toSeconds()));
            }
        }
    }

    @Override
    public ForkMessage.Ready ready() {
        return ready;
    }

    @Override
    public ForkMessage.Block block(Duration patience) throws ForkException, InterruptedException {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException _) {
            // It has ended; what it said last tells more than this exception.
        }
        return next(ForkMessage.Block.class, patience);
    }

    @Override
    public void close() {
        processes.end(process);
    }
}
