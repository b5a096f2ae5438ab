package org.scratchcnn.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Shape;

/**
 * An operation in a plan, which may read and write other values than in the network.
 *
 * @param operation of the network
 * @param reads numbers of values
 * @param writes number of a value
 * @param input shape of the first value read
 * @param output shape of the value written
 * @param folded the batch normalization that it computes with itself, if any
 * @param remark on what is computed elsewhere or together with something else; empty where that is nothing
 */
record PlannedOperation(
        Operation operation,
        List<Integer> reads,
        int writes,
        Shape input,
        Shape output,
        @Nullable Operation folded,
        String remark) {

    static PlannedOperation of(Operation operation) {
        return new PlannedOperation(
                operation,
                operation.reads().stream().map(value -> value.number()).toList(),
                operation.writes().number(),
                operation.input(),
                operation.output(),
                null,
                "");
    }

    LayerSpec spec() {
        return operation.spec();
    }

    /** The first value read, of most operations the only one. */
    int firstRead() {
        return reads.getFirst();
    }

    PlannedOperation withReads(List<Integer> newReads) {
        return new PlannedOperation(operation, newReads, writes, input, output, folded, remark);
    }

    /** The same between two values of that shape. */
    PlannedOperation between(int from, int to, Shape shape, String newRemark) {
        return new PlannedOperation(operation, List.of(from), to, shape, shape, folded, newRemark);
    }

    PlannedOperation withWrites(int value) {
        return new PlannedOperation(operation, reads, value, input, output, folded, remark);
    }

    PlannedOperation withRemark(String newRemark) {
        return new PlannedOperation(operation, reads, writes, input, output, folded, newRemark);
    }

    PlannedOperation folding(PlannedOperation batchNorm) {
        return new PlannedOperation(
                operation,
                reads,
                batchNorm.writes,
                input,
                batchNorm.output,
                batchNorm.operation,
                "with the batch normalization behind it in its weights");
    }
}
