package org.scratchcnn.layer;

import java.util.List;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.SumKernel;

/**
 * The sum of some values, or the gradient of a value that several layers read. Of the first the gradient by each term is
 * that by the sum, in the same memory, so there is nothing to be done.
 */
public final class SumLayer implements Layer {

    private final SumKernel kernel;
    private final List<Activations> terms;
    private final Activations sum;

    public SumLayer(SumKernel kernel, List<Activations> terms, Activations sum) {
        this.kernel = kernel;
        this.terms = List.copyOf(terms);
        this.sum = sum;
    }

    @Override
    public void forward(Pass pass) {
        kernel.run(terms, sum);
    }
}
