package org.scratchcnn.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.ResolvedNetwork;

/** A network with its parameters, which any number of {@linkplain Plan plans} may share. */
public final class Model {

    private final ResolvedNetwork network;
    private final LinkedHashMap<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Parameter> parameterList;

    /**
     * A network whose parameters are all zero.
     *
     * @param trained whether there is room for their gradients
     */
    public Model(ResolvedNetwork network, boolean trained) {
        this.network = network;
        for (var spec : network.parameters()) {
            parameters.put(spec.name(), new Parameter(spec, trained));
        }
        this.parameterList = List.copyOf(parameters.values());
    }

    public ResolvedNetwork network() {
        return network;
    }

    /** All parameters, from input to logits. */
    public List<Parameter> parameters() {
        return parameterList;
    }

    /** The parameter of that name, such as {@code 3.weight}, or null. */
    @Nullable
    Parameter parameter(String name) {
        return parameters.get(name);
    }

    /**
     * Takes over all values.
     *
     * @throws IllegalArgumentException if names or shapes don't match the network's; nothing is changed then
     */
    public void copyFrom(ParameterSnapshot snapshot) {
        snapshot.requireMatch(network.parameters());
        for (var parameter : parameterList) {
            float[] values = snapshot.tensor(parameter.name()).values();
            System.arraycopy(values, 0, parameter.values(), 0, values.length);
            parameter.changed();
        }
    }

    /** A copy of all values. */
    public ParameterSnapshot snapshot() {
        return copyOf(Parameter::values);
    }

    /** A copy of all gradients, under the parameters' names and shapes. */
    public ParameterSnapshot gradients() {
        return copyOf(Parameter::gradient);
    }

    private ParameterSnapshot copyOf(Function<Parameter, float[]> array) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var parameter : parameterList) {
            tensors.put(
                    parameter.name(),
                    new Tensor(parameter.spec().shape(), array.apply(parameter).clone()));
        }
        return new ParameterSnapshot(tensors);
    }

    /** Sets all gradients to zero, so that a pass's gradients add to nothing. */
    public void zeroGradients() {
        for (int p = 0; p < parameterList.size(); p++) {
            Arrays.fill(parameterList.get(p).gradient(), 0);
        }
    }
}
