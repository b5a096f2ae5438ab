package org.scratchcnn.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;

/**
 * Says whether gradients of a first training step are those of the reference, where rounding may have decided a ReLU or a
 * max pool otherwise. One such decision moves a tensor's gradient by up to a hundredth, and deep networks always have some.
 *
 * <p>No tolerance is widened for them. As long as the gradients are not the reference's, they are compared with another
 * pass of the reference, in which one more {@linkplain NearTie near tie} is decided the other way; where that comes
 * closer, it stays decided so. In the end all tensors must be as close to one and the same pass as without ties.
 */
public final class GradientJudgement {

    /** Of each tensor's Euclidean norm, and for each value of the largest one. */
    private static final double TOLERANCE = 1e-4;

    /**
     * A tensor whose norm is less than this share of the largest one's is judged as if it had that: the scale of a
     * normalization before a ReLU and a depthwise convolution that is normalized itself changes nothing but by ε, so that
     * its gradient is what rounding leaves.
     */
    private static final double NOTHING = 1e-3;

    /** What floats may be off behind some twenty layers, in root mean squares of their layer. */
    private static final double TIE_BOUND = 1e-5;

    private final ReferenceNetwork reference;
    private final Batch batch;
    private final List<NearTie> ties;
    private final Map<Set<NearTie>, Map<String, double[]>> passes = new HashMap<>();

    public GradientJudgement(ReferenceNetwork reference, Batch batch) {
        this.reference = reference;
        this.batch = batch;
        this.ties = reference.nearTies(batch, 0, TIE_BOUND);
    }

    /** Of the reference's forward pass, the closest first. */
    public List<NearTie> ties() {
        return ties;
    }

    /**
     * The near ties that an engine decided otherwise, as far as that is to be seen in its gradients.
     *
     * @param engine for the message
     * @throws AssertionError if the gradients are wrong however ties are decided; it names the first tensor that is
     */
    public Set<NearTie> judge(String engine, ParameterSnapshot gradients) {
        var decidedOtherwise = new LinkedHashSet<NearTie>();
        var distances = distances(gradients, decidedOtherwise);
        for (var tie : ties) {
            if (distances.values().stream().allMatch(Distance::isSmall)) {
                break;
            }
            decidedOtherwise.add(tie);
            var others = distances(gradients, decidedOtherwise);
            if (total(others) < total(distances)) {
                distances = others;
            } else {
                decidedOtherwise.remove(tie);
            }
        }
        requireSmall(engine, distances, decidedOtherwise.size());
        return decidedOtherwise;
    }

    private Map<String, Distance> distances(ParameterSnapshot gradients, Set<NearTie> decidedOtherwise) {
        var expected = passes.computeIfAbsent(
                new LinkedHashSet<>(decidedOtherwise), chosen -> reference.trainingGradients(batch, 0, chosen));
        assertThat(gradients.tensors()).containsOnlyKeys(expected.keySet());
        double largest = expected.values().stream()
                .mapToDouble(GradientJudgement::norm)
                .max()
                .orElseThrow();
        var distances = new LinkedHashMap<String, Distance>();
        expected.forEach((name, values) ->
                distances.put(name, Distance.between(gradients.tensor(name).values(), values, NOTHING * largest)));
        return distances;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static double total(Map<String, Distance> distances) {
        return distances.values().stream()
                .mapToDouble(distance -> distance.ofNorm() * distance.ofNorm())
                .sum();
    }

    private void requireSmall(String engine, Map<String, Distance> distances, int decidedOtherwise) {
        distances.forEach((name, distance) -> {
            if (!distance.isSmall()) {
                throw new AssertionError(String.format(
                        Locale.ROOT,
                        "%s: the gradient of %s is off by %.2g of its norm, one value by %.2g of the largest,"
                                + " with %d of %d near ties decided otherwise",
                        engine,
                        name,
                        distance.ofNorm(),
                        distance.ofLargest(),
                        decidedOtherwise,
                        ties.size()));
            }
        });
    }

    /**
     * Of a tensor from the true one.
     *
     * @param ofNorm of the difference, as a share of the norm
     * @param ofLargest the largest difference of two values, as a share of the largest value
     */
    private record Distance(double ofNorm, double ofLargest) {

        /** @param least what a norm or a value is taken to be at least */
        static Distance between(float[] actual, double[] expected, double least) {
            double squares = 0;
            double largest = 0;
            double expectedLargest = 0;
            for (int i = 0; i < expected.length; i++) {
                double difference = actual[i] - expected[i];
                squares += difference * difference;
                largest = Math.max(largest, Math.abs(difference));
                expectedLargest = Math.max(expectedLargest, Math.abs(expected[i]));
            }
            double norm = Math.max(norm(expected), least);
            return new Distance(Math.sqrt(squares) / norm, largest / Math.max(expectedLargest, least));
        }

        boolean isSmall() {
            return ofNorm < TOLERANCE && ofLargest < TOLERANCE;
        }
    }
}
