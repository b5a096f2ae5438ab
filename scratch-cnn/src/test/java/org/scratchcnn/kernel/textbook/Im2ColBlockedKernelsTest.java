package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.KernelsContract;
import org.scratchcnn.kernel.ThreadTeam;

class Im2ColBlockedKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return new TextbookKernels(ConvAlgorithm.IM2COL, new BlockedMatrixMultiply(), team);
    }
}
