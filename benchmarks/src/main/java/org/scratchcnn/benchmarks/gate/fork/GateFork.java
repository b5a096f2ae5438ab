package org.scratchcnn.benchmarks.gate.fork;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process that times one operation in one revision. It knows none of the revision's classes by itself, so that it
 * starts even where they are others, and can say so.
 */
public final class GateFork {

    private GateFork() {}

    /**
     * Opens what the arguments, a {@link ForkRequest}, ask for, and says what it computes; then times a block for every line
     * of standard input, which has its milliseconds, until it ends. The exit code is 1 where that can't be done; the last
     * line of standard error says why.
     */
    public static void main(String[] args) {
        try {
            serve(ForkRequest.parse(args));
            // Threads of a revision that forgets to end them must not keep the process.
            System.exit(0);
        } catch (LinkageError e) {
            System.err.println("The engine interface of this revision is another one: " + e);
            System.exit(1);
        } catch (Throwable e) {
            System.err.println(String.valueOf(e).replaceAll("\\R", " "));
            System.exit(1);
        }
    }

    private static void serve(ForkRequest request) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var run = new ForkRun(request)) {
            say(run.ready());
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                say(run.block(Integer.parseInt(line)));
            }
        }
    }

    private static void say(ForkMessage message) {
        System.out.println(message.line());
        System.out.flush();
    }
}
