package org.scratchcnn.benchmarks.jmh;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** Convolutions by each algorithm: forward, gradient by input, gradient by weight, with weights that just changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {

    /** A name that {@link ConvolutionWorkload#convolution} knows. */
    @Param("fashion-cnn/0")
    public String layer = "";

    @Param
    public Pass pass = Pass.FORWARD;

    @Param
    public ConvolutionVariant algorithm = ConvolutionVariant.NAIVE;

    /** In each operation. */
    @Param("16")
    public int images = 0;

    /** That compute each operation together. */
    @Param("1")
    public int teamThreads = 0;

    private @Nullable ThreadTeam team;
    private @Nullable ConvolutionWorkload workload;

    /** Draws inputs and plans the kernel. */
    @Setup
    public void setUp() {
        team = new ThreadTeam(teamThreads);
        workload = ConvolutionWorkload.seeded(layer, images, algorithm.kernels(team));
    }

    @TearDown
    public void tearDown() {
        Objects.requireNonNull(team, "set up by JMH").close();
    }

    /** One pass over all images. */
    @Benchmark
    public Object run() {
        return switch (pass) {
            case FORWARD -> workload().forward();
            case GRADIENT_BY_INPUT -> workload().gradientByInput();
            case GRADIENT_BY_WEIGHT -> workload().gradientByWeight();
        };
    }

    private ConvolutionWorkload workload() {
        return Objects.requireNonNull(workload, "set up by JMH");
    }
}
