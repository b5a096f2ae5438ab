package org.scratchcnn.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.network.ParameterSpec.Role;

/**
 * Parameters that are trained in another way than the others. Where several groups select a parameter, their factors
 * multiply, and it is trained in the steps in which all of them train it; so their order does not matter.
 *
 * @param layers paths of layers, for example {@code 0} or {@code 3.body}, with all that is inside them; empty for all
 * @param roles of the parameters; empty for all. A group of all roles that is never trained also freezes its layers'
 *     running statistics, by which batch normalization then normalizes
 * @param rateFactor what the learning rate is multiplied by
 * @param decayFactor what the decay is multiplied by, 0 for none
 * @param trainedFrom the first step in which they are trained; the training's first step is 0
 * @param trainedUntil the first step in which they are not trained any more
 */
public record ParameterGroup(
        List<String> layers,
        List<Role> roles,
        double rateFactor,
        double decayFactor,
        long trainedFrom,
        long trainedUntil) {

    public ParameterGroup {
        layers = List.copyOf(layers);
        roles = List.copyOf(roles);
        if (!(rateFactor > 0) || Double.isInfinite(rateFactor)) {
            throw new IllegalArgumentException(
                    "A group's rate factor must be positive and finite, but is %s; to train it never, freeze it"
                            .formatted(rateFactor));
        }
        if (!(decayFactor >= 0) || Double.isInfinite(decayFactor)) {
            throw new IllegalArgumentException(
                    "A group's decay factor must be 0 or more and finite, but is " + decayFactor);
        }
        if (trainedFrom < 0 || trainedUntil < 0) {
            throw new IllegalArgumentException("A group is trained from step 0 or later, but was given "
                    + (trainedFrom < 0 ? trainedFrom : trainedUntil));
        }
        for (var role : roles) {
            if (!role.isTrained()) {
                throw new IllegalArgumentException(
                        role + " is not trained, so no group has it; to freeze it, freeze its layer as a whole");
            }
        }
    }

    /** All parameters of these layers, trained as the others at first. */
    public static ParameterGroup ofLayers(String... paths) {
        return new ParameterGroup(List.of(paths), List.of(), 1, 1, 0, Long.MAX_VALUE);
    }

    /** All parameters with these roles, trained as the others at first. */
    public static ParameterGroup ofRoles(Role... roles) {
        return ofLayers().withRoles(roles);
    }

    /** Biases and what normalization scales and shifts by, without decay. */
    public static ParameterGroup withoutDecay() {
        return ofRoles(Role.BIAS, Role.SCALE, Role.SHIFT).withDecayFactor(0);
    }

    /** Of this group's layers only the parameters with these roles. */
    public ParameterGroup withRoles(Role... newRoles) {
        return new ParameterGroup(layers, Arrays.asList(newRoles), rateFactor, decayFactor, trainedFrom, trainedUntil);
    }

    public ParameterGroup withRateFactor(double factor) {
        return new ParameterGroup(layers, roles, factor, decayFactor, trainedFrom, trainedUntil);
    }

    public ParameterGroup withDecayFactor(double factor) {
        return new ParameterGroup(layers, roles, rateFactor, factor, trainedFrom, trainedUntil);
    }

    /** Never trained. */
    public ParameterGroup frozen() {
        return frozenFrom(0);
    }

    /** Trained in the steps before that one. */
    public ParameterGroup frozenFrom(long step) {
        return new ParameterGroup(layers, roles, rateFactor, decayFactor, trainedFrom, step);
    }

    /** Trained from that step on. */
    public ParameterGroup frozenUntil(long step) {
        return new ParameterGroup(layers, roles, rateFactor, decayFactor, step, trainedUntil);
    }

    /** Whether it is trained in any step. */
    public boolean isTrained() {
        return trainedFrom < trainedUntil;
    }

    /** Whether it is trained in that step. */
    public boolean isTrained(long step) {
        return trainedFrom <= step && step < trainedUntil;
    }

    /** The same parameters, changed as another group's are, too. */
    ParameterGroup changedAs(ParameterGroup other) {
        return new ParameterGroup(
                layers,
                roles,
                rateFactor * other.rateFactor,
                decayFactor * other.decayFactor,
                Math.max(trainedFrom, other.trainedFrom),
                Math.min(trainedUntil, other.trainedUntil));
    }

    /** Whether it selects a parameter, named by path. */
    boolean selects(ParameterSpec parameter) {
        return (roles.isEmpty() || roles.contains(parameter.role())) && isInLayers(parameter.name());
    }

    /** Whether it selects a layer with all that it holds. */
    boolean selectsWhole(Operation layer) {
        return roles.isEmpty() && isInLayers(layer.path());
    }

    /** @param path of a layer, or of one of its parameters */
    private boolean isInLayers(String path) {
        return layers.isEmpty() || layers.stream().anyMatch(layer -> isAtOrUnder(path, layer));
    }

    private static boolean isAtOrUnder(String path, String layer) {
        return path.equals(layer) || path.startsWith(layer + ".");
    }

    /**
     * Checks that the network has these layers and parameters.
     *
     * @throws IllegalArgumentException that names what is not there and what is
     */
    void requireIn(ResolvedNetwork network) {
        for (var layer : layers) {
            if (network.operations().stream().noneMatch(operation -> isAtOrUnder(operation.path(), layer))) {
                throw new IllegalArgumentException("%s has no layer at \"%s\"; its layers are at %s"
                        .formatted(
                                network.name(),
                                layer,
                                network.operations().stream()
                                        .map(Operation::path)
                                        .toList()));
            }
        }
        if (tensorsIn(network).noneMatch(this::selects)) {
            throw new IllegalArgumentException("%s has no parameters of %s for a group; it has %s"
                    .formatted(
                            network.name(),
                            Stream.of(
                                            layers.isEmpty() ? "" : "layers " + layers,
                                            roles.isEmpty() ? "" : "roles " + roles)
                                    .filter(part -> !part.isEmpty())
                                    .reduce((of, and) -> of + " and " + and)
                                    .orElse("any kind"),
                            network.parameters().stream()
                                    .map(parameter -> parameter.name() + " (" + parameter.role() + ")")
                                    .toList()));
        }
    }

    /** What it may select: what is trained, or where it is a whole layer, what that keeps. */
    private Stream<ParameterSpec> tensorsIn(ResolvedNetwork network) {
        return (roles.isEmpty() ? network.tensors() : network.parameters()).stream();
    }
}
