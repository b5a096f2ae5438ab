package org.scratchcnn.benchmarks.jmh;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * What all benchmarks have in common. Each adds the parameters {@code workload}, {@code pass} and {@code algorithm}, by
 * which {@link BenchmarkFamily} names what sets run. Forks, iterations and flags are those of a quick look from the
 * command line of JMH; sets have their own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules",
            "jdk.incubator.vector",
            "-Xmx4g",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
        })
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class KernelBenchmark {

    /** In each operation. */
    @Param("16")
    public int images = 0;

    /** That compute each operation together. */
    @Param("1")
    public int teamThreads = 0;

    private @Nullable ThreadTeam team;
    private @Nullable Workload opened;
    private long nominalFlops;

    /** Plans the operation and draws what it works on. */
    abstract Workload open(ThreadTeam threads);

    /** Of one operation; 0 where nobody counts them. */
    abstract long flops();

    @Setup
    public void setUp() {
        team = new ThreadTeam(teamThreads);
        opened = open(team);
        nominalFlops = flops();
    }

    @TearDown
    public void tearDown() {
        Objects.requireNonNull(team, "set up by JMH").close();
    }

    /** One operation. */
    @Benchmark
    public Object run(Rates rates) {
        rates.add(images, nominalFlops);
        return workload().run();
    }

    final Workload workload() {
        return Objects.requireNonNull(opened, "set up by JMH");
    }
}
