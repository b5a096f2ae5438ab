package org.scratchcnn.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;

/** A network with its parameters and what is kept beside them, which any number of {@linkplain Plan plans} may share. */
public final class Model {

    private final ResolvedNetwork network;
    private final LinkedHashMap<String, Parameter> tensors = new LinkedHashMap<>();
    private final List<Parameter> trained;
    private final List<Parameter> running;

    private Model(
            ResolvedNetwork network,
            Predicate<Operation> hasGradients,
            Predicate<ParameterSpec> isTrained,
            Predicate<Operation> movesState) {
        this.network = network;
        for (var operation : network.operations()) {
            for (var spec : operation.tensors()) {
                boolean hasGradient = spec.role().isTrained() && hasGradients.test(operation);
                tensors.put(spec.name(), new Parameter(spec, hasGradient));
            }
        }
        this.trained = tensors.values().stream()
                .filter(parameter -> parameter.isTrained() && isTrained.test(parameter.spec()))
                .toList();
        this.running = network.operations().stream()
                .filter(movesState)
                .flatMap(operation -> operation.state().stream())
                .map(spec -> Objects.requireNonNull(tensors.get(spec.name())))
                .toList();
    }

    /** A network that is asked only; all tensors are zero at first. */
    public static Model forInference(ResolvedNetwork network) {
        return new Model(network, _ -> false, _ -> false, _ -> false);
    }

    /**
     * A network with room for the gradients of all layers that are trained; all tensors are zero at first. Kernels make
     * gradients by a layer's weight and bias together, so one that is never trained has room for what nobody reads.
     */
    public static Model forTraining(ResolvedNetwork network, TrainingSpec training) {
        return new Model(network, training::trains, training::trains, operation -> !training.isFrozen(operation));
    }

    public ResolvedNetwork network() {
        return network;
    }

    /** All parameters that are trained, from input to logits. */
    public List<Parameter> trained() {
        return trained;
    }

    /** All running statistics that training changes. */
    public List<Parameter> running() {
        return running;
    }

    /** The tensor of an operation by its own name, such as {@code weight}, or null. */
    @Nullable
    Parameter find(Operation operation, String name) {
        return tensors.get(operation.path() + "." + name);
    }

    /** The tensor of an operation by its own name, such as {@code weight}. */
    Parameter require(Operation operation, String name) {
        return Objects.requireNonNull(find(operation, name));
    }

    /**
     * Takes over all values.
     *
     * @throws IllegalArgumentException if names or shapes don't match the network's; nothing is changed then
     */
    public void copyFrom(ParameterSnapshot snapshot) {
        snapshot.requireMatch(network.tensors());
        for (var tensor : tensors.values()) {
            float[] values = snapshot.tensor(tensor.name()).values();
            System.arraycopy(values, 0, tensor.values(), 0, values.length);
            tensor.changed();
        }
    }

    /** A copy of all values. */
    public ParameterSnapshot snapshot() {
        return copyOf(tensors.values(), Parameter::values);
    }

    /** A copy of all gradients, under the parameters' names and shapes. */
    public ParameterSnapshot gradients() {
        return copyOf(trained, Parameter::gradient);
    }

    private static ParameterSnapshot copyOf(Collection<Parameter> parameters, Function<Parameter, float[]> array) {
        var copies = new LinkedHashMap<String, Tensor>();
        for (var parameter : parameters) {
            copies.put(
                    parameter.name(),
                    new Tensor(parameter.spec().shape(), array.apply(parameter).clone()));
        }
        return new ParameterSnapshot(copies);
    }

    /** Sets all gradients to zero, so that a pass's gradients add to nothing. */
    public void zeroGradients() {
        for (int p = 0; p < trained.size(); p++) {
            Arrays.fill(trained.get(p).gradient(), 0);
        }
    }
}
