package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.LABELS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.Dataset;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.train.Evaluator;

/**
 * Whether what is learned of some samples says anything of others: a short training on a part of the data, and what it comes
 * to on another part, beyond what answers without any connection with the truth would (Cohen 1960, "A coefficient of
 * agreement for nominal scales").
 */
final class LabelCheck {

    /** What a network is too small to learn by heart of many samples, it may of a few. */
    private record Attempt(int samples, double rate) {}

    private static final List<Attempt> ATTEMPTS =
            List.of(new Attempt(256, 1e-3), new Attempt(256, 1e-2), new Attempt(64, 1e-2));

    private static final int MOST_HELD = 1000;
    private static final int LEAST_HELD = 30;
    private static final int BATCH = 32;
    private static final int STEPS = 300;

    /** Kappa from which the training samples count as learned. */
    private static final double LEARNED = 0.35;

    /** Standard errors by which answers must agree more often than by chance. */
    private static final double CLEAR = 2.5;

    private LabelCheck() {}

    /**
     * Of a network's answers.
     *
     * @param accuracy share that is right
     * @param chance the share that would be right if answers, as many of each class, had nothing to do with the truth
     */
    private record Agreement(double accuracy, double chance, int samples) {

        double kappa() {
            return (accuracy - chance) / (1 - chance);
        }

        boolean isClear() {
            return accuracy - chance > CLEAR * Math.sqrt(chance * (1 - chance) / samples);
        }
    }

    /** Empty where there are no classes, or too few samples to say. */
    static Optional<Check> run(Checkup checkup, Dataset data) {
        if (data.classNames().size() < 2 || data.size() / 3 < LEAST_HELD) {
            return Optional.empty();
        }
        // A model that knows all samples already would answer right whatever it was told now.
        var fresh = checkup.trained()
                ? Checkup.of(checkup.network(), checkup.seed()).withEngine(checkup.engine())
                : checkup;
        var outcome = train(fresh, ATTEMPTS.getFirst(), data);
        for (int i = 1; i < ATTEMPTS.size() && !outcome.isDecided(); i++) {
            outcome = train(fresh, ATTEMPTS.get(i), data);
        }
        return Optional.of(judge(outcome));
    }

    private record Outcome(Agreement onTraining, Agreement onOthers) {

        boolean isDecided() {
            return onOthers.isClear() || onTraining.kappa() >= LEARNED;
        }
    }

    private static Outcome train(Checkup checkup, Attempt attempt, Dataset data) {
        int trained = Math.min(attempt.samples(), data.size() * 2 / 3);
        var split = data.split((double) trained / data.size(), checkup.seed());
        var training = split.held();
        var others = split.rest();
        if (others.size() > MOST_HELD) {
            others = others.split((double) MOST_HELD / others.size(), checkup.seed())
                    .held();
        }
        try (var session = checkup.open(OptimizerSpec.adam(attempt.rate()), BATCH)) {
            var batches = training.shuffled(BATCH, checkup.seed());
            int step = 0;
            for (int epoch = 1; step < STEPS; epoch++) {
                for (var in = batches.epoch(epoch); in.hasNext() && step < STEPS; ) {
                    var batch = in.next();
                    // A single one at the end has no deviation that a batch normalization could divide by.
                    if (batch.size() > 1) {
                        session.step(batch);
                        step++;
                    }
                }
            }
            return new Outcome(agreement(session, training), agreement(session, others));
        }
    }

    private static Agreement agreement(InferenceSession session, Dataset data) {
        int classes = data.outputs();
        var logits = new float[BATCH * classes];
        var truths = new int[classes];
        var answers = new int[classes];
        int right = 0;
        for (var batches = data.inOrder(BATCH).epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            session.logits(batch, logits);
            for (int n = 0; n < batch.size(); n++) {
                int truth = batch.labels()[n];
                int answer = Evaluator.predictedClass(logits, n * classes, classes);
                truths[truth]++;
                if (answer != Evaluator.NO_CLASS) {
                    answers[answer]++;
                    right += answer == truth ? 1 : 0;
                }
            }
        }
        double chance = 0;
        for (int k = 0; k < classes; k++) {
            chance += (double) truths[k] / data.size() * answers[k] / data.size();
        }
        return new Agreement((double) right / data.size(), chance, data.size());
    }

    private static Check judge(Outcome outcome) {
        var training = outcome.onTraining();
        var others = outcome.onOthers();
        var found = String.format(
                Locale.ROOT,
                "%d steps on %d samples bring %.0f %% of them right, and %.0f %% of %d others, where chance is %.0f %%",
                STEPS,
                training.samples(),
                100 * training.accuracy(),
                100 * others.accuracy(),
                others.samples(),
                100 * others.chance());
        if (others.isClear()) {
            return Check.fine(LABELS, "%s.", found);
        }
        return training.kappa() >= LEARNED
                ? Check.fault(
                        LABELS,
                        "",
                        "%s: what is learned says nothing of other samples, as if labels were shuffled; look at which label belongs to which sample.",
                        found)
                : Check.warning(LABELS, "", "%s: too little is learned to judge labels by.", found);
    }
}
