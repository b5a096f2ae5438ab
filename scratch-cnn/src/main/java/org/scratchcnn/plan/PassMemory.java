package org.scratchcnn.plan;

import java.util.List;
import org.scratchcnn.kernel.PlannedArrays;

/**
 * The arrays that a {@link Plan} takes beside the model's parameters.
 *
 * @param activations values of all edges
 * @param activationGradients gradients of all edges that have one
 * @param workspace of all kernels
 */
public record PassMemory(
        List<PlannedArrays> activations, List<PlannedArrays> activationGradients, List<PlannedArrays> workspace) {

    public PassMemory {
        activations = List.copyOf(activations);
        activationGradients = List.copyOf(activationGradients);
        workspace = List.copyOf(workspace);
    }
}
