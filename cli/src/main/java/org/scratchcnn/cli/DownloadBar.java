package org.scratchcnn.cli;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DownloadProgress;

/** Shows a download: a bar on a terminal, else a line when a file begins and ends. */
final class DownloadBar implements DownloadProgress {

    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream stream;
    private @Nullable ProgressBar bar;

    /** Drawn on {@code stream}. */
    DownloadBar(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void alreadyThere(String file) {
        stream.println(file + " is there already");
    }

    @Override
    public void begins(String file, URI from) {
        finish();
        stream.println(file + " from " + from);
        if (Commands.onTerminal()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(file)
                    .setInitialMax(-1)
                    .setUnit(" MiB", MEBIBYTE)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(stream))
                    .build();
        }
    }

    @Override
    public void advanced(String file, long bytes, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(bytes);
        }
    }

    @Override
    public void done(String file, Path place) {
        finish();
        stream.println(file + " is in " + place);
    }

    /** Ends the bar, if there is one, so that lines can follow. */
    void finish() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
