package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.LAYERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.scratchcnn.check.Check.Status;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.inspect.FirstLayers;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;

/**
 * Whether what tells samples apart comes through every layer, and the gradient back. A layer's signal is how far its outputs
 * deviate from sample to sample.
 */
final class LayerCheck {

    /** A signal of such a share of the inputs', or gradients of such a share of the last layer's, are vanishing. */
    private static final double SMALL = 1e-3;

    private static final double VANISHED = 1e-5;
    private static final double LARGE = 1e3;
    private static final double MANY_DEAD = 0.75;
    private static final double ALMOST_ALL_DEAD = 0.95;

    private final Checkup checkup;
    private final ResolvedNetwork network;
    private final Batch batch;

    /** With which layers normalize as they do in training. */
    private final ParameterSnapshot parameters;

    private final List<Check> problems = new ArrayList<>();

    private LayerCheck(Checkup checkup) {
        this.checkup = checkup;
        this.network = checkup.resolved();
        this.batch = checkup.batch();
        this.parameters = checkup.normalizing(batch);
    }

    static List<Check> run(Checkup checkup) {
        return new LayerCheck(checkup).run();
    }

    private List<Check> run() {
        double inputs = Math.max(signal(batch.inputs(), network.input().size()), Float.MIN_NORMAL);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        var dead = OptionalDouble.empty();
        var weighted =
                network.operations().stream().filter(LayerCheck::hasWeights).toList();
        for (var layer : network.operations()) {
            boolean isRelu = layer.spec().equals(Activation.relu());
            if (!hasWeights(layer) && !isRelu) {
                continue;
            }
            float[] outputs = outputs(layer);
            if (isRelu) {
                dead = OptionalDouble.of(Math.max(dead.orElse(0), dead(layer, outputs)));
            } else {
                double signal = signal(outputs, layer.output().size()) / inputs;
                least = Math.min(least, signal);
                most = Math.max(most, signal);
                if (!layer.equals(weighted.getLast()) && allEqual(layer, outputs)) {
                    problem(
                            Status.FAULT,
                            layer,
                            "Its %d outputs are equal for every sample, so they learn the same and stay equal: draw the initial weights at random.",
                            units(layer));
                } else {
                    judgeSignal(layer, signal);
                }
            }
            if (!problems.isEmpty()) {
                // What comes behind follows from it.
                return problems;
            }
        }
        var gradients = judgeGradients(weighted);
        return problems.isEmpty()
                ? List.of(Check.fine(
                        LAYERS,
                        "Outputs of layers deviate %.3g to %.3g times as far as the inputs%s%s.",
                        least,
                        most,
                        gradients,
                        dead.isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; at most %.0f %% of a layer's ReLUs are never active",
                                        100 * dead.getAsDouble())))
                : problems;
    }

    /** Whether it weighs its inputs; of scales and shifts of what is normalized there is nothing to judge. */
    private static boolean hasWeights(Operation layer) {
        return layer.parameters().stream().anyMatch(parameter -> parameter.role() == ParameterSpec.Role.WEIGHT);
    }

    /** {@code [N, outputs]} of a layer. */
    private float[] outputs(Operation layer) {
        var outputs = new float[batch.size() * layer.output().size()];
        try (var session =
                FirstLayers.upTo(layer, checkup.network(), parameters).open(batch.size())) {
            session.logits(batch, outputs);
        }
        return outputs;
    }

    /** The root mean square, over all outputs, of their deviation from sample to sample. */
    private double signal(float[] values, int size) {
        double variances = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double squares = 0;
            for (int n = 0; n < batch.size(); n++) {
                double value = values[n * size + i];
                sum += value;
                squares += value * value;
            }
            double mean = sum / batch.size();
            variances += Math.max(0, squares / batch.size() - mean * mean);
        }
        return Math.sqrt(variances / size);
    }

    private void judgeSignal(Operation layer, double signal) {
        if (signal < SMALL) {
            problem(
                    signal < VANISHED ? Status.FAULT : Status.WARNING,
                    layer,
                    "Its outputs deviate only %.1g times as far as the inputs, so the network hardly sees how samples differ: use fewer layers, ReLU, or larger initial weights.",
                    signal);
        } else if (!(signal <= LARGE)) {
            problem(
                    Status.FAULT,
                    layer,
                    "Its outputs deviate %.3g times as far as the inputs: use smaller initial weights.",
                    signal);
        }
    }

    private void problem(Status status, Operation layer, String format, Object... values) {
        problems.add(new Check(LAYERS, status, Checkup.place(layer), String.format(Locale.ROOT, format, values)));
    }

    /** @return the share of units that are active for no sample */
    private double dead(Operation layer, float[] outputs) {
        int size = layer.output().size();
        int units = units(layer);
        var active = new boolean[units];
        for (int i = 0; i < outputs.length; i++) {
            active[i % size / (size / units)] |= outputs[i] > 0;
        }
        int dead = 0;
        for (boolean unit : active) {
            dead += unit ? 0 : 1;
        }
        double share = (double) dead / units;
        if (share >= MANY_DEAD) {
            problem(
                    share >= ALMOST_ALL_DEAD ? Status.FAULT : Status.WARNING,
                    layer,
                    "%d of its %d units are active for none of %d samples, so nothing moves them: scale the inputs, lower the learning rate, or draw other initial weights.",
                    dead,
                    units,
                    batch.size());
        }
        return share;
    }

    private static int units(Operation layer) {
        return switch (layer.output()) {
            case Shape.Image image -> image.channels();
            case Shape.Features features -> features.count();
        };
    }

    /** Whether a layer's units all say the same of each sample. */
    private static boolean allEqual(Operation layer, float[] outputs) {
        int size = layer.output().size();
        int units = units(layer);
        int area = size / units;
        for (int i = 0; i < outputs.length; i++) {
            int first = i - i % size + i % area;
            if (outputs[i] != outputs[first]) {
                return false;
            }
        }
        return units > 1;
    }

    /** @return the range of gradients, as part of a sentence */
    private String judgeGradients(List<Operation> weighted) {
        if (weighted.size() < 2) {
            return "";
        }
        ParameterSnapshot gradients;
        try (var session = checkup.open(checkup.optimizer(), batch.size())) {
            session.computeGradients(batch);
            gradients = session.gradients();
        }
        double last = gradient(gradients, weighted.getLast());
        double least = 1;
        double most = 1;
        for (var layer : weighted) {
            double share = gradient(gradients, layer) / last;
            least = Math.min(least, share);
            most = Math.max(most, share);
            if (problems.isEmpty() && !(share >= SMALL)) {
                problem(
                        share >= VANISHED ? Status.WARNING : Status.FAULT,
                        layer,
                        "Its gradients are %.1g times those of the last layer, so it hardly learns: use ReLU for Sigmoid and Tanh, fewer layers, or larger initial weights.",
                        share);
            } else if (problems.isEmpty() && share > LARGE) {
                problem(
                        Status.WARNING,
                        layer,
                        "Its gradients are %.3g times those of the last layer: use smaller initial weights, or clip gradients.",
                        share);
            }
        }
        return String.format(Locale.ROOT, ", and gradients are %.3g to %.3g times the last layer's", least, most);
    }

    private static double gradient(ParameterSnapshot gradients, Operation layer) {
        return GradientCheck.rootMeanSquare(
                gradients.tensor(layer.path() + "." + ParameterSpec.WEIGHT).values());
    }
}
