package org.scratchcnn.network;

import java.util.BitSet;
import java.util.List;

/**
 * A network as operations over numbered values, with every layer's path, shapes and costs worked out. A chain of layers is
 * the simple case, in which each operation reads what the one before it writes.
 *
 * @param operations in an order in which each comes behind those whose values it reads; the last one writes the logits
 */
public record ResolvedNetwork(NetworkSpec spec, List<Operation> operations, Shape.Features logits) {

    public ResolvedNetwork {
        operations = List.copyOf(operations);
    }

    public String name() {
        return spec.name();
    }

    public Shape input() {
        return spec.input();
    }

    /** All parameters, named by path, from input to logits. */
    public List<ParameterSpec> parameters() {
        return operations.stream()
                .flatMap(operation -> operation.parameters().stream())
                .toList();
    }

    /** Parameters and what is kept beside them, named by path, from input to logits: what a snapshot holds. */
    public List<ParameterSpec> tensors() {
        return operations.stream()
                .flatMap(operation -> operation.tensors().stream())
                .toList();
    }

    public long parameterCount() {
        return operations.stream().mapToLong(Operation::parameterCount).sum();
    }

    /** Multiply–accumulate operations for one sample, forward. */
    public long forwardMacs() {
        return operations.stream().mapToLong(Operation::forwardMacs).sum();
    }

    /**
     * Nominal floating-point operations of one training step for one sample: two for each multiply–accumulate, forward
     * and for both gradients, less the gradients by inputs before which nothing is trained, which nobody needs. Nothing is
     * taken to be frozen.
     */
    public long trainingFlops() {
        var trained = new BitSet();
        long macs = 0;
        for (var operation : operations) {
            boolean behindTrained = operation.reads().stream().anyMatch(value -> trained.get(value.number()));
            macs += operation.forwardMacs() * (behindTrained ? 3 : 2);
            trained.set(
                    operation.writes().number(),
                    behindTrained || !operation.parameters().isEmpty());
        }
        return 2 * macs;
    }

    /** Bytes of all layers' outputs for one sample. */
    public long activationBytes() {
        return operations.stream().mapToLong(Operation::activationBytes).sum();
    }

    /** Bytes of all parameters, as floats. */
    public long parameterBytes() {
        return parameterCount() * Float.BYTES;
    }
}
