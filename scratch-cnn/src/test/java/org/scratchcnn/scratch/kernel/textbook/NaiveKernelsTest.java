package org.scratchcnn.scratch.kernel.textbook;

import org.scratchcnn.scratch.kernel.ConvAlgorithm;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.ThreadTeam;

class NaiveKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
    }
}
