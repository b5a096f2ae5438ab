package org.scratchcnn.gate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.scratchcnn.benchmarks.harness.MachineProbe;
import org.scratchcnn.benchmarks.harness.RevisionProbe;
import org.scratchcnn.gate.SelfTestRecord.Comparison;
import org.scratchcnn.gate.result.Benchmark;
import org.scratchcnn.gate.revision.ChildProcesses;
import org.scratchcnn.gate.revision.Fork;
import org.scratchcnn.gate.revision.ForkLauncher;
import org.scratchcnn.gate.rule.GateRules;
import org.scratchcnn.records.AtomicFile;
import org.scratchcnn.records.RecordJson;
import org.scratchcnn.worker.RunningJvm;

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
     * @param time that no further comparison may pass, by the longest so far
     * @param threads of each fork
     * @param record file to be written, after every comparison
     */
    public record Settings(
            String command,
            Path home,
            List<Benchmark> benchmarks,
            List<Double> slowdowns,
            Duration time,
            int threads,
            Path record) {

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
                new ForkLauncher(System.getProperty("java.class.path"), List.of(), new ChildProcesses()),
                System::nanoTime,
                listener);
    }

    /**
     * Compares for as long as there is time, at least once for every slowdown.
     *
     * @throws IOException if the record can't be written
     * @throws InterruptedException if it is to end at once; the record then holds what was finished
     */
    public SelfTestRecord run() throws IOException, InterruptedException {
        long started = nanoTime.getAsLong();
        long longest = 0;
        var comparisons = new ArrayList<Comparison>();
        var benchmarks = settings.benchmarks();
        var result = begun();
        for (int i = 0; i < settings.slowdowns().size() || mayGoOn(started, longest); i++) {
            long begin = nanoTime.getAsLong();
            double slowdown = settings.slowdowns().get(i % settings.slowdowns().size());
            var benchmark = benchmarks.get((i + shift(i)) % benchmarks.size());
            var finding = gate.planted(benchmark, slowdown, starter, GateRules.MOST_BENCHMARKS);
            comparisons.add(new Comparison(slowdown, finding));
            listener.say("%s, planted %.0f %%: %s %s"
                    .formatted(benchmark.name(), 100 * slowdown, finding.verdict(), finding.reason()));
            result = result.with(comparisons);
            AtomicFile.write(settings.record(), RecordJson.writeIndented(result).getBytes(StandardCharsets.UTF_8));
            longest = Math.max(longest, nanoTime.getAsLong() - begin);
        }
        return result;
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

    private boolean mayGoOn(long started, long longest) {
        return nanoTime.getAsLong() - started + longest <= settings.time().toNanos();
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
                List.of());
    }
}
