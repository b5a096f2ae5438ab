package org.scratchcnn.datasets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.file.DownloadFailedException;
import org.scratchcnn.datasets.file.IdxFixture;
import org.scratchcnn.datasets.file.InaccessibleDataException;
import org.scratchcnn.datasets.file.PublishedFile;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.datasets.file.Sha256;
import org.scratchcnn.network.ImageSet;

class DataDownloadTest {

    private static final String LABELS = "t10k-labels-idx1-ubyte";

    @TempDir
    Path root;

    /** Keeps a server's answer back until the test is over. */
    private final CountDownLatch over = new CountDownLatch(1);

    private final Map<String, String> environment = new HashMap<>();
    private Duration silence = Duration.ofSeconds(30);
    private HttpServer server;
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();

    @BeforeEach
    void serveOnLoopback() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] content = served.get(exchange.getRequestURI().getPath());
                if (content == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                }
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        for (var file : IdxFixture.publishedAt().files()) {
            served.put("/mnist/" + file.downloadName(), IdxFixture.gzip(IdxFixture.content(file.name())));
        }
    }

    @AfterEach
    void stopServing() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void bringsFilesThatLoadAsOfficial() {
        download(home("/mnist/"));

        var published = IdxFixture.publishedAt();
        assertThat(DataCatalog.list(new DataRoot(root), set -> set == ImageSet.MNIST ? published : PublishedSet.of(set))
                        .getFirst())
                .isInstanceOfSatisfying(
                        DataCatalog.Present.class,
                        present -> assertThat(present.origin()).isEqualTo(Origin.OFFICIAL));
        assertThat(fileNames()).hasSize(4).allMatch(name -> name.endsWith("-ubyte.gz"));
    }

    @Test
    void bringsAnArchiveAsItIs() {
        byte[] archive = {1, 2, 3, 4, 5};
        served.put("/cifar/cifar-10-binary.tar.gz", archive);
        var published = new PublishedSet(
                ImageSet.CIFAR_10,
                List.of(new PublishedFile("cifar-10-binary.tar.gz", 5, Sha256.of(archive), false)),
                List.of(home("/cifar/")));

        download(published, DownloadProgress.NONE);

        assertThat(root.resolve("cifar-10/cifar-10-binary.tar.gz")).hasBinaryContent(archive);
    }

    @Test
    void tellsHowFarItIs() {
        var events = new ArrayList<String>();
        download(IdxFixture.publishedAt(home("/mnist/")), new Recorder(events));

        int size = servedBytes(LABELS).length;
        assertThat(events)
                .containsSubsequence(
                        "begins " + LABELS,
                        String.format(Locale.ROOT, "advanced %s %d of %d", LABELS, size, size),
                        String.format(Locale.ROOT, "done %s %s", LABELS, file(LABELS)));
    }

    @Test
    void fetchesNothingThatIsThereAlready() throws IOException {
        IdxFixture.writePlain(root.resolve("mnist"));
        served.clear();
        var events = new ArrayList<String>();

        download(IdxFixture.publishedAt(home("/mnist/")), new Recorder(events));

        assertThat(events).hasSize(4).allMatch(event -> event.startsWith("already there"));
    }

    @Test
    void replacesAFileThatIsBroken() throws IOException {
        IdxFixture.writePacked(root.resolve("mnist"));
        Files.write(file(LABELS), new byte[] {1, 2, 3});

        download(home("/mnist/"));

        assertThat(file(LABELS)).hasBinaryContent(servedBytes(LABELS));
    }

    @Test
    void keepsWhatIsThereWhenTheChecksumIsWrong() throws IOException {
        Files.createDirectories(root.resolve("mnist"));
        byte[] good = {7, 7, 7};
        Files.write(file("train-images-idx3-ubyte"), good);
        byte[] wrong = IdxFixture.content("t10k-images-idx3-ubyte");
        served.put("/mnist/train-images-idx3-ubyte.gz", IdxFixture.gzip(wrong));

        assertThatExceptionOfType(DownloadFailedException.class)
                .isThrownBy(() -> download(home("/mnist/")))
                .withMessage(
                        "train-images-idx3-ubyte.gz could not be downloaded to %s (%s sent train-images-idx3-ubyte with SHA-256 %s when unpacked, but expected %s). What was there is unchanged; try again later, or put the file there by hand",
                        file("train-images-idx3-ubyte"),
                        home("/mnist/train-images-idx3-ubyte.gz"),
                        Sha256.of(wrong),
                        Sha256.of(IdxFixture.content("train-images-idx3-ubyte")));

        assertThat(file("train-images-idx3-ubyte")).hasBinaryContent(good);
        assertThat(fileNames()).containsExactly("train-images-idx3-ubyte.gz");
    }

    @Test
    void refusesAnAnswerThatIsAnotherFile() {
        served.put("/mnist/train-images-idx3-ubyte.gz", new byte[] {'<', 'h', 't', 'm', 'l', '>'});

        assertFails("sent train-images-idx3-ubyte with SHA-256 ", home("/mnist/"));
    }

    @Test
    void refusesAnAnswerThatCannotBeUnpacked() {
        byte[] whole = servedBytes("train-images-idx3-ubyte");
        served.put("/mnist/train-images-idx3-ubyte.gz", Arrays.copyOf(whole, whole.length / 2));

        assertFails("train-images-idx3-ubyte.gz that can't be unpacked", home("/mnist/"));
    }

    @Test
    void refusesAnAnswerThatIsFarTooLong() {
        served.put("/mnist/train-images-idx3-ubyte.gz", new byte[1_000_000]);

        assertFails("expected no more than", home("/mnist/"));
    }

    @Test
    void refusesAnAnswerThatBreaksOff() throws IOException {
        byte[] whole = servedBytes("train-images-idx3-ubyte");
        server.createContext("/broken/", exchange -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(Arrays.copyOf(whole, whole.length / 2));
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertFails("the connection broke off", home("/broken/"));
    }

    @Test
    void givesUpAServerThatFallsSilent() {
        byte[] whole = servedBytes("train-images-idx3-ubyte");
        server.createContext("/silent/", exchange -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(Arrays.copyOf(whole, whole.length / 2));
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });
        server.createContext("/speechless/", _ -> awaitTheEnd());
        silence = Duration.ofMillis(200);

        assertFails("127.0.0.1 sent nothing for 0.2 s", home("/silent/"));
        assertFails("127.0.0.1 sent nothing for 0.2 s", home("/speechless/"));
        download(home("/silent/"), home("/mnist/"));
        assertThat(fileNames()).hasSize(4);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namesTheHostThatCannotBeReachedAndTheReason() {
        var gone = home("/mnist/");
        server.stop(0);

        assertFails(gone.getHost() + ": Connection refused", gone);
        assertFails("the host no-such-host.invalid is not known here", URI.create("http://no-such-host.invalid/"));
    }

    @Test
    void goesThroughTheProxyOfTheEnvironment() {
        environment.put("http_proxy", home("/").toString());

        download(URI.create("http://files.invalid/mnist/"));

        assertThat(fileNames()).hasSize(4);
        environment.put("http_proxy", "http://:nonsense");
        root = root.resolve("elsewhere");
        assertFails("HTTP_PROXY is \"http://:nonsense\"", URI.create("http://files.invalid/mnist/"));
    }

    @Test
    void deletesWhatADownloadLeftThatWasKilled() throws IOException {
        Files.createDirectories(root.resolve("mnist"));
        var abandoned = Files.write(root.resolve("mnist/t10k-labels-idx1-ubyte.gz.1.part"), new byte[10]);
        var running = Files.write(root.resolve("mnist/t10k-labels-idx1-ubyte.gz.2.part"), new byte[10]);
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        download(home("/mnist/"));

        assertThat(abandoned).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void namesEveryPlaceThatFailed() {
        assertFails(
                String.format(
                        Locale.ROOT,
                        "%s: the server answered with status 404; %s: the server answered with status 404",
                        home("/gone/train-images-idx3-ubyte.gz"),
                        home("/moved/train-images-idx3-ubyte.gz")),
                home("/gone/"),
                home("/moved/"));
    }

    @Test
    void goesOnToTheNextPlaceWhereOneFails() {
        download(home("/gone/"), home("/mnist/"));

        assertThat(fileNames()).hasSize(4);
    }

    @Test
    void saysThatAFolderIsInTheFilesPlace() throws IOException {
        Files.createDirectories(file("train-images-idx3-ubyte").resolve("folder"));

        assertThatExceptionOfType(InaccessibleDataException.class)
                .isThrownBy(() -> download(home("/mnist/")))
                .withMessageStartingWith("Can't write " + file("train-images-idx3-ubyte"));
        assertThat(fileNames()).containsExactly("train-images-idx3-ubyte.gz");
    }

    @Test
    void saysThatAFileIsInTheFoldersPlace() throws IOException {
        Files.writeString(root.resolve("mnist"), "a file");

        assertThatExceptionOfType(DownloadFailedException.class)
                .isThrownBy(() -> download(home("/mnist/")))
                .withMessage(
                        "%s is a file where the data set's folder should be; move it away or choose another data folder with --data",
                        root.resolve("mnist"));
        assertThat(root.resolve("mnist")).hasContent("a file");
    }

    private void assertFails(String message, URI... homes) {
        assertThatExceptionOfType(DownloadFailedException.class)
                .isThrownBy(() -> download(homes))
                .withMessageContaining(message);
        assertThat(fileNames()).isEmpty();
    }

    private void download(URI... homes) {
        download(IdxFixture.publishedAt(homes), DownloadProgress.NONE);
    }

    private void download(PublishedSet published, DownloadProgress progress) {
        new DataDownload(new DataRoot(root), _ -> published, new HttpFetch(silence, environment::get))
                .download(published.set(), progress);
    }

    private URI home(String path) {
        var address = server.getAddress();
        return URI.create(String.format(
                Locale.ROOT, "http://%s:%d%s", address.getAddress().getHostAddress(), address.getPort(), path));
    }

    private byte[] servedBytes(String name) {
        return requireNonNull(served.get("/mnist/" + name + ".gz"));
    }

    private Path file(String name) {
        return root.resolve("mnist").resolve(name + ".gz");
    }

    private List<String> fileNames() {
        try (Stream<Path> files = Files.list(root.resolve("mnist"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes down what it is told. */
    private record Recorder(List<String> events) implements DownloadProgress {

        @Override
        public void alreadyThere(String file) {
            events.add("already there " + file);
        }

        @Override
        public void begins(String file, URI from) {
            events.add("begins " + file);
        }

        @Override
        public void advanced(String file, long bytes, long total) {
            events.add(String.format(Locale.ROOT, "advanced %s %d of %d", file, bytes, total));
        }

        @Override
        public void done(String file, Path place) {
            events.add(String.format(Locale.ROOT, "done %s %s", file, place));
        }
    }
}
