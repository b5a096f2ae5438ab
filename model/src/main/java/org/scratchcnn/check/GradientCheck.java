package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.GRADIENTS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;

/**
 * Compares the gradients of some parameters of each layer with central differences of the mean loss, on random inputs. The
 * network computes in float: a difference counts only where it is far above its rounding. Where a ReLU or a pool changes
 * over within a step, that one parameter is wrong; so the majority of a tensor's decides.
 */
final class GradientCheck {

    private static final int SAMPLES = 8;

    /** Of so many parameters of a tensor, those with the largest gradients are compared, and some others. */
    private static final int CANDIDATES = 64;

    private static final int LARGEST = 5;
    private static final int OTHERS = 3;

    /** As shares of the tensor's root mean square; one that agrees is enough. */
    private static final double[] STEPS = {0.1, 1, 0.01, 0.001};

    private static final double TOLERANCE = 0.2;

    /** Of a mean loss, as a share of the largest logit. */
    private static final double ROUNDING = 3e-7;

    /** Differences must be so many times their rounding. */
    private static final double CLEAR = 5;

    /** Of the generator of candidates. */
    private static final long CHOICE = 2;

    private final Checkup checkup;
    private final Session session;
    private final Batch batch;
    private final double rounding;

    private GradientCheck(Checkup checkup, Session session, Batch batch) {
        this.checkup = checkup;
        this.session = session;
        this.batch = batch;
        var logits = new float[SAMPLES * checkup.resolved().logits().count()];
        session.logits(batch, logits);
        double largest = 0;
        for (float logit : logits) {
            largest = Math.max(largest, Math.abs(logit));
        }
        this.rounding = ROUNDING * largest;
    }

    /** How a tensor's compared parameters came out, with the worst of them in words. */
    private record Comparison(int agree, int disagree, String example) {}

    static List<Check> run(Checkup checkup) {
        var batch = checkup.randomBatch(SAMPLES);
        var faults = new ArrayList<Check>();
        int compared = 0;
        try (var session = checkup.open(checkup.optimizer(), SAMPLES)) {
            session.computeGradients(batch);
            var gradients = session.gradients();
            var check = new GradientCheck(checkup, session, batch);
            var random = RandomStreams.stream(checkup.seed(), CHOICE);
            for (var layer : checkup.resolved().operations()) {
                for (var parameter : layer.parameters()) {
                    var comparison = check.compare(parameter.name(), gradients.tensor(parameter.name()), random);
                    compared += comparison.agree() + comparison.disagree();
                    if (comparison.disagree() > comparison.agree()) {
                        faults.add(Check.fault(
                                GRADIENTS,
                                Checkup.place(layer),
                                "%d of %d gradients of %s disagree with differences of the loss, for example %s: look at how this layer goes backward.",
                                comparison.disagree(),
                                comparison.agree() + comparison.disagree(),
                                parameter.name(),
                                comparison.example()));
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            return faults;
        }
        return List.of(
                compared == 0
                        ? Check.warning(
                                GRADIENTS,
                                "",
                                "All gradients are too small to be compared with differences of the loss.")
                        : Check.fine(
                                GRADIENTS,
                                "They agree with differences of the loss, within 20 %%, in all layers; %d were compared.",
                                compared));
    }

    private Comparison compare(String name, Tensor gradient, SplittableRandom random) {
        float[] values = checkup.parameters().tensor(name).values();
        double scale = rootMeanSquare(values);
        int agree = 0;
        int disagree = 0;
        var example = "";
        for (int index : choice(gradient.values(), random)) {
            double analytic = gradient.values()[index];
            boolean clear = false;
            boolean agrees = false;
            for (double share : STEPS) {
                double step = share * (scale > 0 ? scale : 1e-2);
                double numeric = (meanLoss(with(name, index, values[index] + step))
                                - meanLoss(with(name, index, values[index] - step)))
                        / (2 * step);
                double larger = Math.max(Math.abs(analytic), Math.abs(numeric));
                if (larger < CLEAR * rounding / step) {
                    continue;
                }
                clear = true;
                agrees = Math.abs(analytic - numeric) <= TOLERANCE * larger;
                if (agrees) {
                    break;
                }
                example = String.format(
                        Locale.ROOT, "%s[%d], where %.3g was given for %.3g", name, index, analytic, numeric);
            }
            agree += agrees ? 1 : 0;
            disagree += clear && !agrees ? 1 : 0;
        }
        return new Comparison(agree, disagree, example);
    }

    private static List<Integer> choice(float[] gradient, SplittableRandom random) {
        var candidates = IntStream.generate(() -> random.nextInt(gradient.length))
                .limit(CANDIDATES)
                .distinct()
                .boxed()
                .sorted(Comparator.comparingDouble((Integer index) -> -Math.abs(gradient[index])))
                .toList();
        var chosen = new ArrayList<>(candidates.subList(0, Math.min(LARGEST, candidates.size())));
        var rest = candidates.subList(chosen.size(), candidates.size());
        for (int i = 0; i < Math.min(OTHERS, rest.size()); i++) {
            chosen.add(rest.get(i * rest.size() / OTHERS));
        }
        return chosen;
    }

    private ParameterSnapshot with(String name, int index, double value) {
        var changed = checkup.parameters().tensor(name).copy();
        changed.values()[index] = (float) value;
        var tensors = new LinkedHashMap<>(checkup.parameters().tensors());
        tensors.put(name, changed);
        return new ParameterSnapshot(tensors);
    }

    /** As in training, where batches are normalized by their own statistics. */
    private double meanLoss(ParameterSnapshot parameters) {
        session.restore(parameters);
        return session.computeGradients(batch);
    }

    static double rootMeanSquare(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
