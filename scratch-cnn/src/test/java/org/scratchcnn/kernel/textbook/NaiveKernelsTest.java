package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.KernelsContract;
import org.scratchcnn.kernel.ThreadTeam;

class NaiveKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
    }
}
