package org.scratchcnn.benchmarks.jmh;

import java.util.Locale;
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
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** Convolutions by each algorithm: forward, gradient by input, gradient by weight, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {

    /** Images in each operation: full lanes of vectors of 512 and of 256 bits. */
    static final int IMAGES = 16;

    /** What a convolution does in training. */
    public enum Pass {
        FORWARD,
        GRADIENT_BY_INPUT,
        GRADIENT_BY_WEIGHT;

        /** As records and reports name it. */
        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A name that {@link ConvolutionWorkload#convolution} knows. */
    @Param("fashion-cnn/0")
    public String layer = "";

    @Param
    public Pass pass = Pass.FORWARD;

    @Param
    public ConvolutionVariant algorithm = ConvolutionVariant.NAIVE;

    private final ThreadTeam team = new ThreadTeam(1);
    private @Nullable ConvolutionWorkload workload;

    /** Draws inputs and plans the kernel. */
    @Setup
    public void setUp() {
        workload = ConvolutionWorkload.seeded(layer, IMAGES, algorithm.kernels(team));
    }

    @TearDown
    public void tearDown() {
        team.close();
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
