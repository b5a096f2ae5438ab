package org.scratchcnn.scratch.kernel.textbook;

import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.ThreadTeam;

class NaiveKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return TextbookKernels.naive(team);
    }
}
