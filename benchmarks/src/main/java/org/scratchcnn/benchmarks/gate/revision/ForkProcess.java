package org.scratchcnn.benchmarks.gate.revision;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Deadline;

/** A fork in its process. */
final class ForkProcess implements Fork {

    private final ChildProcess process;
    private final ForkMessage.Ready ready;

    /**
     * Waits until the fork is warm.
     *
     * @param limit how long at most
     * @throws ForkException if the fork does not get there; its process is ended then
     */
    ForkProcess(ChildProcess process, Duration limit) throws ForkException, InterruptedException {
        this.process = process;
        boolean warm = false;
        try {
            ready = next(ForkMessage.Ready.class, limit);
            warm = true;
        } finally {
            if (!warm) {
                close();
            }
        }
    }

    private <T extends ForkMessage> T next(Class<T> type, Duration limit) throws ForkException, InterruptedException {
        var deadline = new Deadline(limit);
        try {
            for (var line = process.readLine(deadline); line != null; line = process.readLine(deadline)) {
                var message = ForkMessage.parse(line);
                if (message.isPresent()) {
                    return type.cast(message.get());
                }
            }
            int exitCode = process.exitCode(deadline);
            var errors = process.lastErrors();
            throw new ForkException(
                    "exit code " + exitCode + ", " + (errors.isEmpty() ? "nothing said" : errors.getLast()));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new ForkException("it said what can't be read: " + e.getMessage());
        } catch (TimeoutException _) {
            throw new ForkException(String.format(Locale.ROOT, "it brought no message for %d s", limit.toSeconds()));
        }
    }

    @Override
    public ForkMessage.Ready ready() {
        return ready;
    }

    @Override
    public ForkMessage.Block block(Duration limit) throws ForkException, InterruptedException {
        process.write("");
        return next(ForkMessage.Block.class, limit);
    }

    @Override
    public void close() {
        process.close();
    }
}
