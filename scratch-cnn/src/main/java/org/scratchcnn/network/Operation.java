package org.scratchcnn.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a network: a layer in its place, or what a {@link Residual} or a {@link Concat} does with the outputs of the
 * layers inside it.
 *
 * @param index in the network's order, in which each operation comes behind those whose values it reads
 * @param path unique in the network, for example {@code 3.body.0}; parameters are named {@code path.weight}, {@code path.bias}
 * @param spec of the layer; a {@code Residual} stands here for its addition, a {@code Concat} for its concatenation
 * @param reads one value, or where branches meet one of each: of a {@code Residual} the body's, then the shortcut's
 * @param writes the value that it makes; no other operation makes it
 */
public record Operation(int index, String path, LayerSpec spec, List<Value> reads, Value writes) {

    public Operation {
        reads = List.copyOf(reads);
    }

    /** Shape of one sample going in; of the first branch where branches meet. */
    public Shape input() {
        return reads.getFirst().shape();
    }

    /** Shape of one sample coming out. */
    public Shape output() {
        return writes.shape();
    }

    /** Rows and columns of the network's input that one output value sees. */
    public Size2d receptiveField() {
        return writes.receptiveField();
    }

    /** What is trained, named by path. */
    public List<ParameterSpec> parameters() {
        return named(spec.parameters(input()));
    }

    /** What is kept beside the parameters and not trained, named by path. */
    public List<ParameterSpec> state() {
        return named(spec.state(input()));
    }

    /** Parameters and state, named by path. */
    public List<ParameterSpec> tensors() {
        return Stream.concat(parameters().stream(), state().stream()).toList();
    }

    private List<ParameterSpec> named(List<ParameterSpec> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.withName(path + "." + tensor.name()))
                .toList();
    }

    public long parameterCount() {
        return spec.parameterCount(input());
    }

    public long forwardMacs() {
        return spec.forwardMacs(input());
    }

    /** Bytes of one sample's output, as floats. */
    public long activationBytes() {
        return (long) output().size() * Float.BYTES;
    }
}
