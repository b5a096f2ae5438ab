package org.scratchcnn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataCatalog;
import org.scratchcnn.datasets.DataDownload;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.network.ImageSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn data}: the image sets on this machine. */
@Command(
        name = "data",
        description = "List the image sets on this machine, or download one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataCommand.ListCommand.class, DataCommand.DownloadCommand.class})
final class DataCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        var commandLine = Commands.commandLine(spec);
        throw new ParameterException(commandLine, "Name a command: " + Commands.subcommands(commandLine));
    }

    /** {@code ./cnn data list}. */
    @Command(
            name = "list",
            description = "Say which image sets are there, where, and whether they are the official files.")
    static final class ListCommand implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--data", paramLabel = "FOLDER", description = MeasuringOptions.DATA_DESCRIPTION)
        private @Nullable Path data;

        @Override
        public Integer call() {
            var out = Commands.commandLine(spec).getOut();
            boolean sound = true;
            for (var entry : DataCatalog.list(DataRoot.find(data))) {
                out.printf("%-14s %s%n", entry.set().folder(), describe(entry));
                sound &= !(entry instanceof DataCatalog.Unusable);
            }
            out.flush();
            return sound ? 0 : 1;
        }

        private static String describe(DataCatalog.Entry entry) {
            return switch (entry) {
                case DataCatalog.Present present ->
                    String.format(
                            Locale.ROOT,
                            "%,d + %,d images, %s, in %s",
                            present.trainingImages(),
                            present.testImages(),
                            present.origin() == Origin.OFFICIAL ? "official" : "not the official file",
                            present.folder());
                case DataCatalog.Missing missing ->
                    String.format(
                            Locale.ROOT, "not in %s; fetch it with %s", missing.folder(), missing.downloadCommand());
                case DataCatalog.Unusable unusable -> "unusable: " + unusable.reason();
            };
        }
    }

    /** {@code ./cnn data download}. */
    @Command(
            name = "download",
            description =
                    "Download an image set from its public home, check its SHA-256, and move it into place when it is whole.")
    static final class DownloadCommand implements Runnable {

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                completionCandidates = ImageSetNames.class,
                description = "One of ${COMPLETION-CANDIDATES}.")
        private String name = "";

        @Option(names = "--data", paramLabel = "FOLDER", description = MeasuringOptions.DATA_DESCRIPTION)
        private @Nullable Path data;

        @Override
        public void run() {
            var set = imageSet();
            var progress = new DownloadBar(System.err);
            try {
                new DataDownload(DataRoot.find(data)).download(set, progress);
            } finally {
                progress.finish();
            }
        }

        private ImageSet imageSet() {
            return Arrays.stream(ImageSet.values())
                    .filter(set -> set.folder().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            Commands.commandLine(spec),
                            String.format(
                                    Locale.ROOT,
                                    "There is no image set \"%s\"; there are: %s",
                                    name,
                                    String.join(", ", new ImageSetNames()))));
        }
    }

    /** For completion and help. */
    static final class ImageSetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        ImageSetNames() {
            super(Arrays.stream(ImageSet.values()).map(ImageSet::folder).toList());
        }
    }
}
