package org.scratchcnn.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.scratchcnn.datasets.file.DownloadFailedException;
import org.scratchcnn.datasets.file.InaccessibleDataException;
import org.scratchcnn.datasets.file.MalformedDataException;
import org.scratchcnn.datasets.file.PublishedFile;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.network.ImageSet;

/**
 * Fetches image sets from their public homes. A file is moved into place only once it is whole and known to be the
 * official one; until then, what was there stays.
 */
public final class DataDownload {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
    private static final String PART = ".part";
    private static final int SLACK = 1 << 16;

    private final DataRoot root;
    private final Function<ImageSet, PublishedSet> published;
    private final HttpFetch web;

    /** Downloads to {@code root} from the public homes, through the proxy that the environment names. */
    public DataDownload(DataRoot root) {
        this(root, PublishedSet::of, new HttpFetch(SILENCE, System::getenv));
    }

    /**
     * Downloads to {@code root}.
     *
     * @param published says what is fetched and from where
     */
    DataDownload(DataRoot root, Function<ImageSet, PublishedSet> published, HttpFetch web) {
        this.root = root;
        this.published = published;
        this.web = web;
    }

    /**
     * Fetches the files of {@code set} that aren't here with their official content.
     *
     * @throws DownloadFailedException if a file could be had from none of its homes, or none sent the official one
     * @throws InaccessibleDataException if the data folder can't be written
     */
    public void download(ImageSet set, DownloadProgress progress) {
        var wanted = published.apply(set);
        Path folder = root.folder(set);
        for (var file : wanted.files()) {
            if (isThere(file, folder)) {
                progress.alreadyThere(file.name());
            } else {
                createFolder(folder);
                new FileDownload(web, wanted, file, folder, progress).run();
            }
        }
    }

    private static boolean isThere(PublishedFile file, Path folder) {
        try {
            return file.isIn(folder);
        } catch (MalformedDataException _) {
            return false; // and is replaced
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new DownloadFailedException(
                    String.format(
                            Locale.ROOT,
                            "%s is a file where the data set's folder should be; move it away or choose another data folder with --data",
                            e.getFile()),
                    e);
        } catch (IOException e) {
            throw InaccessibleDataException.writing(folder, e);
        }
    }

    /** One file, tried at one home after the other. */
    private record FileDownload(
            HttpFetch web, PublishedSet set, PublishedFile file, Path folder, DownloadProgress progress) {

        void run() {
            Path place = folder.resolve(file.downloadName());
            deleteAbandonedParts();
            // Not Files.createTempFile, which would let nobody else read it.
            Path part = folder.resolve(file.downloadName() + "." + UUID.randomUUID() + PART);
            part.toFile().deleteOnExit(); // where the user interrupts
            var failures = new ArrayList<String>();
            try {
                for (URI home : set.homes()) {
                    URI from = home.resolve(file.downloadName());
                    try {
                        fetch(from, part);
                        String failure = difference(part);
                        if (failure.isEmpty()) {
                            move(part, place);
                            progress.done(file.name(), place);
                            return;
                        }
                        failures.add(String.format(Locale.ROOT, "%s sent %s", from, failure));
                    } catch (HttpFetch.FailedException e) {
                        failures.add(String.format(Locale.ROOT, "%s: %s", from, e.getMessage()));
                    }
                }
            } finally {
                delete(part);
            }
            throw new DownloadFailedException(
                    String.format(
                            Locale.ROOT,
                            "%s could not be downloaded to %s (%s). What was there is unchanged; try again later, or put the file there by hand",
                            file.downloadName(),
                            place,
                            String.join("; ", failures)),
                    null);
        }

        private void fetch(URI from, Path part) throws HttpFetch.FailedException {
            progress.begins(file.name(), from);
            // Compression adds next to nothing at worst, so whatever sends more than this isn't the file.
            long most = file.bytes() + file.bytes() / 100 + SLACK;
            web.fetch(from, part, most, (bytes, total) -> progress.advanced(file.name(), bytes, total));
        }

        /** What is wrong with the file that came; empty if it is the official one. */
        private String difference(Path part) {
            try {
                String found = file.sha256OfDownload(part);
                return found.equals(file.sha256())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%s with SHA-256 %s%s, but expected %s",
                                file.name(),
                                found,
                                file.gzipped() ? " when unpacked" : "",
                                file.sha256());
            } catch (MalformedDataException _) {
                return file.downloadName() + " that can't be unpacked, so it isn't the file with SHA-256 "
                        + file.sha256();
            }
        }

        /** Those of downloads that were killed: one that runs writes all the time. */
        private void deleteAbandonedParts() {
            try (var parts = Files.newDirectoryStream(folder, file.downloadName() + ".*" + PART)) {
                for (Path part : parts) {
                    if (Files.getLastModifiedTime(part)
                            .toInstant()
                            .isBefore(Instant.now().minus(ABANDONED_AFTER))) {
                        Files.deleteIfExists(part);
                    }
                }
            } catch (IOException e) {
                throw InaccessibleDataException.writing(folder, e);
            }
        }

        private static void move(Path part, Path place) {
            try {
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw InaccessibleDataException.writing(place, e);
            }
        }

        private static void delete(Path part) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                throw InaccessibleDataException.writing(part, e);
            }
        }
    }
}
