package org.scratchcnn.kernel.textbook;

import org.junit.jupiter.api.Tag;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.KernelsContract;
import org.scratchcnn.kernel.ThreadTeam;

/** With the fastest matrix multiplication, so by vectors wherever there are any. */
@Tag("vectors")
class Im2ColKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
    }
}
