package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.SumLayer;

/** Where the parts of a step stand in a plan's list of them: input, forward by operation, output, gradients backward. */
final class StepPartIndex {

    private static final int NONE = -1;

    private final List<StepPart> parts = new ArrayList<>(List.of(StepPart.ofNoLayer(Kind.INPUT)));
    private final int output;
    private final int[] gradientByParameters;
    private final int[] gradientByInput;

    StepPartIndex(List<PlannedOperation> operations, Layer[] layers, SumLayer[][] sumsBehind) {
        for (var operation : operations) {
            parts.add(part(Kind.FORWARD, operation));
        }
        output = parts.size();
        parts.add(StepPart.ofNoLayer(Kind.OUTPUT));
        gradientByParameters = new int[operations.size()];
        gradientByInput = new int[operations.size()];
        Arrays.fill(gradientByParameters, NONE);
        Arrays.fill(gradientByInput, NONE);
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (layers[i].hasGradientByParameters()) {
                gradientByParameters[i] = parts.size();
                parts.add(part(Kind.GRADIENT_BY_WEIGHT, operations.get(i)));
            }
            if (layers[i].hasGradientByInput() || sumsBehind[i].length > 0) {
                gradientByInput[i] = parts.size();
                parts.add(part(Kind.GRADIENT_BY_INPUT, operations.get(i)));
            }
        }
    }

    private static StepPart part(Kind kind, PlannedOperation operation) {
        return StepPart.ofLayer(kind, operation.operation(), operation.output(), operation.remark());
    }

    List<StepPart> parts() {
        return parts;
    }

    int input() {
        return 0;
    }

    int output() {
        return output;
    }

    int forward(int operation) {
        return 1 + operation;
    }

    int gradientByParameters(int operation) {
        return gradientByParameters[operation];
    }

    /** Negative where nothing is done. */
    int gradientByInput(int operation) {
        return gradientByInput[operation];
    }
}
