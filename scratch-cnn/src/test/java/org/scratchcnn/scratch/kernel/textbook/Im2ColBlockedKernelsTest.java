package org.scratchcnn.scratch.kernel.textbook;

import org.scratchcnn.scratch.kernel.ConvAlgorithm;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.ThreadTeam;

class Im2ColBlockedKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.IM2COL, new BlockedMatrixMultiply(), team);
    }
}
