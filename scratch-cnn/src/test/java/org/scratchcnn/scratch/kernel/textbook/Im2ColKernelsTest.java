package org.scratchcnn.scratch.kernel.textbook;

import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** With the fastest matrix multiplication, so by vectors wherever there are any. */
class Im2ColKernelsTest extends KernelsContract {

    @Override
    public Kernels kernels(ThreadTeam team) {
        return TextbookKernels.im2Col(team);
    }
}
