package org.scratchcnn.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.nd4j.linalg.activations.Activation;
import org.scratchcnn.dl4j.ParameterPlace.WeightOrder;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Value;

/** A graph of Deeplearning4j's vertices as it grows: which of them makes which value, and where parameters are. */
final class Vertices {

    private static final String INPUT = "input";
    private static final String LOSS = "loss";

    private final TrainingSpec training;
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final List<ParameterPlace> parameters = new ArrayList<>();

    /** The vertex that makes a value, by the value's number. */
    private final Map<Integer, String> vertices = new HashMap<>();

    /** A graph that has an input alone. */
    Vertices(TrainingSpec training, ComputationGraphConfiguration.GraphBuilder graph) {
        this.training = training;
        this.graph = graph;
        // Without types: all sizes are known here, and what Deeplearning4j takes for SubsetVertex's is wrong.
        graph.addInputs(INPUT);
        vertices.put(0, INPUT);
    }

    /** The whole graph, with a loss of what the last operation writes. */
    ComputationGraphConfiguration build(Value logits) {
        graph.addLayer(
                        LOSS,
                        new LossLayer.Builder(Losses.of(training.network().loss()))
                                .activation(Activation.IDENTITY)
                                .build(),
                        vertex(logits))
                .setOutputs(LOSS);
        return graph.build();
    }

    /** In the order in which they were remembered. */
    List<ParameterPlace> parameters() {
        return parameters;
    }

    /** Lets an operation that changes nothing write what it reads. */
    void pass(Operation operation) {
        vertices.put(operation.writes().number(), vertex(operation));
    }

    /** Adds a vertex that reads others, which may be no operation's. */
    void add(String name, GraphVertex vertex, String... sources) {
        graph.addVertex(name, vertex, sources);
    }

    /** Adds a vertex for an operation, which reads others than the operation does. */
    void add(Operation operation, GraphVertex vertex, List<String> sources) {
        graph.addVertex(operation.path(), vertex, sources.toArray(String[]::new));
        vertices.put(operation.writes().number(), operation.path());
    }

    /** What a layer reads: padded by a vertex of its own where Deeplearning4j's layers can't pad so themselves. */
    String padded(Operation layer, Padding2d padding) {
        return isSymmetric(padding) ? vertex(layer) : zeros(layer, padding);
    }

    /** The padding that is left to the layer itself. */
    static int[] ownPadding(Padding2d padding) {
        return isSymmetric(padding) ? new int[] {padding.top(), padding.left()} : new int[] {0, 0};
    }

    String zeros(Operation layer, Padding2d padding) {
        if (padding.isNone()) {
            return vertex(layer);
        }
        var name = layer.path() + ".zeros";
        graph.addLayer(
                name,
                new ZeroPaddingLayer.Builder(padding.top(), padding.bottom(), padding.left(), padding.right()).build(),
                vertex(layer));
        return name;
    }

    static boolean isSymmetric(Padding2d padding) {
        return padding.top() == padding.bottom() && padding.left() == padding.right();
    }

    void remember(Operation layer, WeightOrder weightOrder) {
        for (var tensor : layer.tensors()) {
            boolean isTrained = tensor.role().isTrained() && !training.isFrozen(layer);
            parameters.add(new ParameterPlace(tensor, layer, isTrained, weightOrder));
        }
    }

    void add(Operation operation, Layer layer) {
        add(operation, vertex(operation), layer);
    }

    void add(Operation operation, String source, Layer layer) {
        boolean isFrozen =
                training.isFrozen(operation) && !operation.parameters().isEmpty();
        graph.addLayer(operation.path(), isFrozen ? new FrozenLayerWithBackprop(layer) : layer, source);
        vertices.put(operation.writes().number(), operation.path());
    }

    void add(Operation operation, GraphVertex vertex) {
        add(operation, vertex, operation.reads().stream().map(this::vertex).toList());
    }

    /** What makes the one value that the operation reads. */
    String vertex(Operation operation) {
        return vertex(operation.reads().getFirst());
    }

    private String vertex(Value value) {
        return Objects.requireNonNull(vertices.get(value.number()));
    }

    /** Asked for logits, Deeplearning4j's activations overwrite the network's input, which others may still read. */
    String copiedInput(Operation layer) {
        if (!vertex(layer).equals(INPUT)) {
            return vertex(layer);
        }
        var name = layer.path() + ".copy";
        graph.addVertex(name, new ScaleVertex(1), INPUT);
        return name;
    }
}
