package org.scratchcnn.benchmarks.jmh;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.KernelRequest;
import org.scratchcnn.worker.MatrixMultiplyRequest;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** The kinds of JMH benchmarks, one a class: what records call them, and how much work they are. */
enum BenchmarkFamily {
    CONVOLUTION(
            "conv2d",
            ConvolutionBenchmark.class,
            BenchmarkFamily::convolutionTitle,
            (workload, _, images) -> ConvolutionWorkload.convolution(workload).nominalFlops(images)) {
        @Override
        KernelRequest peerRequest(String workload, int images, EngineOptions options, IterationPlan iterations) {
            return new ConvolutionRequest(ConvolutionWorkload.convolution(workload), images, options, iterations);
        }
    },
    MATRIX_MULTIPLY(
            "matrix multiply",
            MatrixMultiplyBenchmark.class,
            UnaryOperator.identity(),
            (workload, _, _) -> MatrixShape.named(workload).flops()) {
        @Override
        KernelRequest peerRequest(String workload, int images, EngineOptions options, IterationPlan iterations) {
            var shape = MatrixShape.named(workload);
            return new MatrixMultiplyRequest(shape.rows(), shape.depth(), shape.columns(), options, iterations);
        }
    },
    POOLING("pooling", PoolingBenchmark.class, BenchmarkFamily::weightlessTitle, (_, _, _) -> 0),
    ACTIVATION("activation", ActivationBenchmark.class, BenchmarkFamily::weightlessTitle, (_, _, _) -> 0),
    DROPOUT("dropout", DropoutBenchmark.class, BenchmarkFamily::weightlessTitle, (_, _, _) -> 0),
    SOFTMAX_CROSS_ENTROPY(
            "softmax cross-entropy", SoftmaxCrossEntropyBenchmark.class, "%s classes"::formatted, (_, _, _) -> 0),
    OPTIMIZER("optimizer", OptimizerBenchmark.class, "all parameters of %s"::formatted, (_, _, _) -> 0),
    NETWORK(
            "network",
            NetworkBenchmark.class,
            UnaryOperator.identity(),
            (workload, pass, images) -> NetworkWorkload.flops(workload, Operation.valueOf(pass), images));

    /** How much work one operation is. */
    private interface Flops {
        long of(String workload, String pass, int images);
    }

    private final String operation;
    private final Class<? extends KernelBenchmark> benchmark;
    private final UnaryOperator<String> titles;
    private final Flops flops;

    BenchmarkFamily(
            String operation, Class<? extends KernelBenchmark> benchmark, UnaryOperator<String> titles, Flops flops) {
        this.operation = operation;
        this.benchmark = benchmark;
        this.titles = titles;
        this.flops = flops;
    }

    /** As records have it. */
    String operation() {
        return operation;
    }

    Class<? extends KernelBenchmark> benchmark() {
        return benchmark;
    }

    /** What records call a workload. */
    String title(String workload) {
        return titles.apply(workload);
    }

    /** What records call a pass, for example {@code gradient by input}. */
    static String passTitle(String pass) {
        return pass.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Nominal, of one operation; 0 where nobody counts them. */
    long nominalFlops(String workload, String pass, int images) {
        return flops.of(workload, pass, images);
    }

    /**
     * The same work for a foreign engine.
     *
     * @throws UnsupportedOperationException if foreign engines don't have this operation by itself
     */
    KernelRequest peerRequest(String workload, int images, EngineOptions options, IterationPlan iterations) {
        throw new UnsupportedOperationException("No foreign engine is asked for a %s by itself".formatted(operation));
    }

    private static String convolutionTitle(String workload) {
        var shape = ConvolutionWorkload.convolution(workload).toString();
        // A large convolution's name is its shape.
        return workload.equals(shape) ? workload : workload + " " + shape;
    }

    private static String weightlessTitle(String workload) {
        return WeightlessLayer.valueOf(workload).title();
    }
}
