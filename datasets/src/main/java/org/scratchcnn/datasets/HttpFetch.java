package org.scratchcnn.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.file.InaccessibleDataException;

/**
 * Fetches files from the web, through the proxy that the environment names.
 *
 * @param silence after which a server that sends nothing is given up
 * @param environment a variable's value; null if it is not set
 */
record HttpFetch(Duration silence, UnaryOperator<@Nullable String> environment) {

    private static final int BUFFER = 1 << 16;

    /** Told how much has come, and how much will; that is −1 if the sender doesn't say. */
    interface Progress {
        void advanced(long bytes, long total);
    }

    /** Nothing came, or not all of it. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        FailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Writes what is at {@code from} to the file {@code to}.
     *
     * @param most bytes that are taken
     * @throws FailedException if it doesn't come whole; the message says why
     * @throws InaccessibleDataException if the file can't be written
     */
    void fetch(URI from, Path to, long most, Progress progress) throws FailedException {
        HttpURLConnection connection = null;
        try {
            connection = open(from);
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new FailedException("the server answered with status " + status, null);
            }
            try (var body = connection.getInputStream()) {
                copy(from, body, connection.getContentLengthLong(), to, most, progress);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new FailedException(reason(from, e), e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private HttpURLConnection open(URI from) throws IOException {
        var proxy = EnvironmentProxy.of(from, environment);
        var url = from.toURL();
        var connection = (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(proxy));
        connection.setConnectTimeout((int) silence.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        return connection;
    }

    private void copy(URI from, InputStream body, long total, Path to, long most, Progress progress)
            throws FailedException {
        var buffer = new byte[BUFFER];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = read(from, body, buffer); read >= 0; read = read(from, body, buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
                if (bytes > most) {
                    throw new FailedException(
                            String.format(Locale.ROOT, "expected no more than %,d bytes, but more came", most), null);
                }
                progress.advanced(bytes, total);
            }
        } catch (IOException e) {
            throw InaccessibleDataException.writing(to, e);
        }
        if (bytes < total) {
            throw new FailedException(
                    String.format(Locale.ROOT, "the connection broke off after %,d of %,d bytes", bytes, total), null);
        }
    }

    private int read(URI from, InputStream body, byte[] buffer) throws FailedException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new FailedException("the connection broke off: " + reason(from, e), e);
        }
    }

    private String reason(URI from, Exception e) {
        return switch (e) {
            case UnknownHostException _ ->
                String.format(
                        Locale.ROOT,
                        "the host %s is not known here; is this machine online, and does it need a proxy (HTTPS_PROXY)?",
                        e.getMessage());
            case SocketTimeoutException _ ->
                String.format(Locale.ROOT, "%s sent nothing for %.1f s", from.getHost(), silence.toMillis() / 1000.0);
            case IllegalArgumentException _ -> String.valueOf(e.getMessage());
            default ->
                from.getHost() + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }
}
