package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.SpatialDropout2d;

/**
 * A network's operations as they will be computed. Layers that never do anything are left out, ReLUs follow max pools, and
 * in inference convolutions take the batch normalization behind them into their weights. Each of these asks whether the
 * value in between has no other reader.
 *
 * @param operations in an order in which each comes behind those whose values it reads
 * @param values how many numbers of values there are; not all need be used
 * @param input the number of the network's input
 * @param output the number of the logits
 */
record PlannedGraph(List<PlannedOperation> operations, int values, Shape inputShape, int input, int output) {

    /** No operation. */
    static final int NONE = -1;

    PlannedGraph {
        operations = List.copyOf(operations);
    }

    static PlannedGraph of(ResolvedNetwork network, boolean training) {
        int output = network.operations().size();
        var operations = network.operations().stream().map(PlannedOperation::of).toList();
        var graph = new PlannedGraph(operations, output + 1, network.input(), 0, output);
        graph = graph.withoutIdle(training);
        graph = graph.poolBeforeRelu();
        return training ? graph : graph.foldBatchNorms();
    }

    private PlannedGraph with(List<PlannedOperation> newOperations, int newOutput) {
        return new PlannedGraph(newOperations, values, inputShape, input, newOutput);
    }

    private PlannedGraph withoutIdle(boolean training) {
        int[] standsFor = new int[values];
        Arrays.setAll(standsFor, value -> value);
        var kept = new ArrayList<PlannedOperation>();
        for (var operation : operations) {
            var reads =
                    operation.reads().stream().map(value -> standsFor[value]).toList();
            if (isIdle(operation.spec(), training)) {
                standsFor[operation.writes()] = reads.getFirst();
            } else {
                kept.add(operation.withReads(reads));
            }
        }
        return with(kept, standsFor[output]);
    }

    private static boolean isIdle(LayerSpec layer, boolean training) {
        return switch (layer) {
            case Dropout(double probability) -> probability == 0 || !training;
            case SpatialDropout2d(double probability) -> probability == 0 || !training;
            default -> false;
        };
    }

    /**
     * Puts a ReLU behind the max pool that follows it, where it has a fraction of the values to go through. The largest
     * of some ReLUs is the ReLU of the largest, and the gradient reaches the same value, if any: the same bits.
     */
    private PlannedGraph poolBeforeRelu() {
        var reordered = new ArrayList<>(operations);
        for (int i = 0; i < reordered.size(); i++) {
            var relu = reordered.get(i);
            int reader = with(reordered, output).onlyReader(relu.writes());
            if (relu.spec().equals(Activation.relu()) && reader != NONE) {
                var pool = reordered.get(reader);
                if (pool.spec() instanceof MaxPool2d
                        && pool.output().size() < pool.input().size()) {
                    int between = relu.writes();
                    reordered.set(i, pool.withReads(relu.reads()).withWrites(between));
                    reordered.set(
                            reader,
                            relu.between(
                                    between,
                                    pool.writes(),
                                    pool.output(),
                                    "computed behind the max pool, of its outputs"));
                }
            }
        }
        return with(reordered, output);
    }

    private PlannedGraph foldBatchNorms() {
        var kept = new ArrayList<>(operations);
        for (int i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            int reader = onlyReader(operation.writes());
            if (operation.spec() instanceof Conv2d conv
                    && conv.bias() != Bias.PER_POSITION
                    && reader != NONE
                    && operations.get(reader).spec() instanceof BatchNorm2d) {
                kept.set(kept.indexOf(operation), operation.folding(operations.get(reader)));
                kept.remove(operations.get(reader));
            }
        }
        return with(kept, output);
    }

    /** Indexes of the operations that read a value; one that reads it twice is there twice. */
    List<Integer> readers(int value) {
        var readers = new ArrayList<Integer>();
        for (int i = 0; i < operations.size(); i++) {
            for (int read : operations.get(i).reads()) {
                if (read == value) {
                    readers.add(i);
                }
            }
        }
        return readers;
    }

    /** The index of the operation that alone reads a value, and reads it once; else {@link #NONE}. */
    int onlyReader(int value) {
        var readers = readers(value);
        return readers.size() == 1 && value != output ? readers.getFirst() : NONE;
    }

    /** The index of the operation that writes a value; {@link #NONE} of the input. */
    int writer(int value) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).writes() == value) {
                return i;
            }
        }
        return NONE;
    }

    Shape shape(int value) {
        int writer = writer(value);
        return writer == NONE ? inputShape : operations.get(writer).output();
    }
}
