package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.MatrixMultiplyRequest;

/** Matrix multiplication as {@code textbook} has it, on one thread; ND4J's is timed in its own process. */
public class MatrixMultiplyBenchmark extends KernelBenchmark {

    /** The only pass; {@link MatrixMultiplyRequest#PRODUCT} is its title. */
    static final String PRODUCT = "PRODUCT";

    /** A name that {@link MatrixShape} knows. */
    @Param("64×288×256")
    public String workload = "";

    @Param(PRODUCT)
    public String pass = "";

    @Param
    public MatrixMultiplyVariant algorithm = MatrixMultiplyVariant.THREE_LOOPS;

    @Override
    Workload open(ThreadTeam threads) {
        return new MatrixMultiplyWorkload(MatrixShape.named(workload), algorithm.multiply());
    }

    @Override
    long flops() {
        return MatrixShape.named(workload).flops();
    }
}
