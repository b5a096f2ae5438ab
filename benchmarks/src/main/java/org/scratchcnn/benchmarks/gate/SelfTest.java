package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.gate.result.Benchmark;
import org.scratchcnn.benchmarks.gate.revision.Fork;
import org.scratchcnn.benchmarks.gate.revision.ForkLauncher;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.harness.MachineProbe;
import org.scratchcnn.benchmarks.harness.RevisionProbe;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.worker.RunningJvm;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.RecordJson;

/**
 * {@code ./cnn gate self-test}: this version against itself, unchanged and with planted slowdowns, one benchmark of the
 * gate's set after the other, for as long as there is time.
 */
public final class SelfTest {

    private final Settings settings;
    private final Gate gate;
    private final Fork.Starter starter;
    private final LongSupplier nanoTime;
    private final GateListener listener;

    /**
     * What a user can choose.
     *
     * @param command that was typed, for the record
     * @param home the project's top folder
     * @param benchmarks to compare by, one after the other
     * @param slowdowns to plant in turn; 0 for none
     * @param time for everything; no comparison begins that might take longer than is left, by the longest so far
     * @param threads of each fork
     * @param folder for the record and its table, which are written after every comparison
     * @param name of both files, without what tells them apart
     */
    public record Settings(
            String command,
            Path home,
            List<Benchmark> benchmarks,
            List<Double> slowdowns,
            Duration time,
            int threads,
            Path folder,
            String name) {

        public Settings {
            benchmarks = List.copyOf(benchmarks);
            slowdowns = List.copyOf(slowdowns);
        }
    }

    SelfTest(Settings settings, Gate gate, Fork.Starter starter, LongSupplier nanoTime, GateListener listener) {
        this.settings = settings;
        this.gate = gate;
        this.starter = starter;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** The self-test as it is, of the version that this code belongs to. */
    public SelfTest(Settings settings, GateListener listener) {
        this(
                settings,
                new Gate(settings.threads(), listener),
                new ForkLauncher(System.getProperty("java.class.path"), List.of()),
                System::nanoTime,
                listener);
    }

    /**
     * Compares for as long as there is time, at least once; the last comparison ends when time is out.
     *
     * @throws IOException if the record can't be written
     * @throws InterruptedException if it is to end at once; the record then holds what was finished, and that it is not
     *     complete
     */
    public SelfTestRecord run() throws IOException, InterruptedException {
        var limit = new TimeLimit(settings.time(), nanoTime);
        var longest = Duration.ZERO;
        var comparisons = new ArrayList<Comparison>();
        var benchmarks = settings.benchmarks();
        var result = begun();
        removeEarlier();
        for (int i = 0; i == 0 || limit.left().compareTo(longest) > 0; i++) {
            var before = limit.left();
            double slowdown = settings.slowdowns().get(i % settings.slowdowns().size());
            var benchmark = benchmarks.get((i + shift(i)) % benchmarks.size());
            var finding = gate.planted(benchmark, slowdown, starter, GateRules.MOST_BENCHMARKS, limit);
            comparisons.add(new Comparison(slowdown, finding));
            listener.say("%s, planted %.0f %%: %s %s"
                    .formatted(benchmark.name(), 100 * slowdown, finding.verdict(), finding.reason()));
            result = result.with(comparisons, false);
            write(result);
            var took = before.minus(limit.left());
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        result = result.with(comparisons, true);
        write(result);
        return result;
    }

    /** What ends with an error before its first comparison must not leave another one's figures. */
    private void removeEarlier() throws IOException {
        for (var file : List.of(record(), table())) {
            Files.deleteIfExists(settings.folder().resolve(file));
        }
    }

    private String record() {
        return settings.name() + ".json";
    }

    private String table() {
        return settings.name() + ".md";
    }

    private void write(SelfTestRecord result) throws IOException {
        write(record(), RecordJson.writeIndented(result));
        write(table(), MarkdownTable.render(SelfTestTable.of(result)));
    }

    private void write(String file, String text) throws IOException {
        AtomicFile.write(settings.folder().resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without it, a slowdown would meet the same few benchmarks again and again where their numbers have a divisor. */
    private int shift(int comparison) {
        int slowdowns = settings.slowdowns().size();
        int benchmarks = settings.benchmarks().size();
        int divisor = BigInteger.valueOf(slowdowns)
                .gcd(BigInteger.valueOf(benchmarks))
                .intValueExact();
        int round = slowdowns * benchmarks / divisor;
        return comparison / round % divisor;
    }

    private SelfTestRecord begun() {
        return new SelfTestRecord(
                SelfTestRecord.SCHEMA_VERSION,
                Instant.now(),
                settings.command(),
                RevisionProbe.read(settings.home()),
                MachineProbe.read(),
                RunningJvm.facts(),
                settings.threads(),
                gate.plan(),
                gate.rules(),
                List.of(),
                false);
    }
}
