package org.scratchcnn.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int HTTP_OK = 200;
    private static final int BUFFER = 1 << 16;

    private final DataRoot root;
    private final Function<ImageSet, PublishedSet> published;

    /** Downloads to {@code root} from the public homes. */
    public DataDownload(DataRoot root) {
        this(root, PublishedSet::of);
    }

    /**
     * Downloads to {@code root}.
     *
     * @param published says what is fetched and from where, see {@link PublishedSet#withHomes}
     */
    public DataDownload(DataRoot root, Function<ImageSet, PublishedSet> published) {
        this.root = root;
        this.published = published;
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
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            for (var file : wanted.files()) {
                if (isThere(file, folder)) {
                    progress.alreadyThere(file.name());
                } else {
                    createFolder(folder);
                    new FileDownload(client, wanted, file, folder, progress).run();
                }
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
                    "%s is a file where the data set's folder should be; move it away or choose another data folder with --data"
                            .formatted(e.getFile()),
                    e);
        } catch (IOException e) {
            throw InaccessibleDataException.writing(folder, e);
        }
    }

    /** One file, tried at one home after the other. */
    private record FileDownload(
            HttpClient client, PublishedSet set, PublishedFile file, Path folder, DownloadProgress progress) {

        void run() {
            Path place = folder.resolve(file.downloadName());
            // Not Files.createTempFile, which would let nobody else read it.
            Path part = folder.resolve(file.downloadName() + "." + UUID.randomUUID() + ".part");
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
                        failures.add("%s sent %s".formatted(from, failure));
                    } catch (FetchException e) {
                        failures.add("%s: %s".formatted(from, e.getMessage()));
                    }
                }
            } finally {
                delete(part);
            }
            throw new DownloadFailedException(
                    "%s could not be downloaded to %s (%s). What was there is unchanged; try again later, or put the file there by hand"
                            .formatted(file.downloadName(), place, String.join("; ", failures)),
                    null);
        }

        private void fetch(URI from, Path part) throws FetchException {
            progress.begins(file.name(), from);
            var request = HttpRequest.newBuilder(from).timeout(ANSWER_TIMEOUT).build();
            HttpResponse<InputStream> response;
            try {
                response = client.send(request, BodyHandlers.ofInputStream());
            } catch (IOException e) {
                throw new FetchException(reason(e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DownloadFailedException("The download of " + from + " was interrupted", e);
            }
            try (var body = response.body()) {
                if (response.statusCode() != HTTP_OK) {
                    throw new FetchException("the server answered with status " + response.statusCode(), null);
                }
                long total =
                        response.headers().firstValueAsLong("Content-Length").orElse(-1);
                copy(body, total, part);
            } catch (IOException e) {
                throw new FetchException(reason(e), e);
            }
        }

        private void copy(InputStream body, long total, Path part) throws FetchException {
            // Compression adds next to nothing at worst, so whatever sends more than this isn't the file.
            long most = file.bytes() + file.bytes() / 100 + BUFFER;
            var buffer = new byte[BUFFER];
            long bytes = 0;
            try (var out = Files.newOutputStream(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                    out.write(buffer, 0, read);
                    bytes += read;
                    if (bytes > most) {
                        throw new FetchException(
                                String.format(Locale.ROOT, "expected no more than %,d bytes, but more came", most),
                                null);
                    }
                    progress.advanced(file.name(), bytes, total);
                }
            } catch (IOException e) {
                throw InaccessibleDataException.writing(part, e);
            }
        }

        private static int read(InputStream body, byte[] buffer) throws FetchException {
            try {
                return body.read(buffer);
            } catch (IOException e) {
                throw new FetchException("the connection broke off: " + reason(e), e);
            }
        }

        /** What is wrong with the file that came; empty if it is the official one. */
        private String difference(Path part) {
            try {
                String found = file.sha256OfDownload(part);
                return found.equals(file.sha256())
                        ? ""
                        : "%s with SHA-256 %s%s, but expected %s"
                                .formatted(file.name(), found, file.gzipped() ? " when unpacked" : "", file.sha256());
            } catch (MalformedDataException _) {
                return file.downloadName() + " that can't be unpacked, so it isn't the file with SHA-256 "
                        + file.sha256();
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

        private static String reason(IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    /** One home didn't give the file; there may be another. */
    private static final class FetchException extends Exception {

        private static final long serialVersionUID = 1L;

        FetchException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
