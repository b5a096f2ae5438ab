package org.scratchcnn.scratch.kernel.textbook;

import org.junit.jupiter.api.Tag;
import org.scratchcnn.scratch.kernel.ConvAlgorithm;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** With the fastest matrix multiplication, so by vectors wherever there are any. */
@Tag("vectors")
class Im2ColKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
    }
}
