package org.scratchcnn.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.network.Operation;

/**
 * A place where rounding decides which way a gradient goes: an input of a ReLU that is as good as zero, or the two largest
 * values of a max pool's window, as good as equal. Values that are exactly equal, or zero, are no tie: engines agree on them.
 *
 * @param operation the ReLU or max pool
 * @param index in its input
 * @param other in its input too; of a ReLU the same
 * @param gap between the two values, or from zero, as a share of the root mean square of the input
 */
public record NearTie(Operation operation, int index, int other, double gap) {

    static List<NearTie> ofRelu(Operation operation, double[] x, double bound) {
        double scale = rootMeanSquare(x);
        return IntStream.range(0, x.length)
                .mapToObj(i -> new NearTie(operation, i, i, Math.abs(x[i]) / scale))
                .filter(tie -> tie.isWithin(bound))
                .toList();
    }

    static List<NearTie> ofMaxPool(Operation operation, OraclePool2d pool, double[] x, double bound) {
        double scale = rootMeanSquare(x);
        return pool.maxima(x).stream()
                .map(maxima -> new NearTie(
                        operation,
                        maxima.largest(),
                        maxima.second(),
                        (x[maxima.largest()] - x[maxima.second()]) / scale))
                .filter(tie -> tie.isWithin(bound))
                .toList();
    }

    private static double rootMeanSquare(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(value -> value * value).sum() / x.length);
    }

    private boolean isWithin(double bound) {
        return gap > 0 && gap < bound;
    }

    /** The operation's input with the two values exchanged, or on the other side of zero: hardly another one. */
    double[] decidedOtherwise(double[] x) {
        var changed = x.clone();
        if (index == other) {
            changed[index] = -x[index];
        } else {
            changed[index] = x[other];
            changed[other] = x[index];
        }
        return changed;
    }
}
