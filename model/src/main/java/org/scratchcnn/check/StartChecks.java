package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.FIRST_LOSS;
import static org.scratchcnn.check.Check.Subject.OUTPUTS;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.check.Check.Status;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.Softmax;

/** What a network says before the first step: logits, and a loss like that of guessing. */
final class StartChecks {

    /** A loss at the start of so many times ln(classes) is suspicious; of so many, it is a fault. */
    private static final double SUSPICIOUS = 1.5;

    private static final double FAULTY = 4;

    private static final double ROUNDING = 1e-4;

    private StartChecks() {}

    static List<Check> run(Checkup checkup) {
        var batch = checkup.batch();
        int outputs = checkup.resolved().logits().count();
        var logits = new float[batch.size() * outputs];
        double loss;
        try (var session = checkup.open(checkup.optimizer(), batch.size())) {
            session.logits(batch, logits);
            loss = session.computeGradients(batch);
        }
        return List.of(outputs(checkup, logits, outputs), loss(checkup, loss, checkup.lossOfKnowingNothing(batch)));
    }

    private static Check outputs(Checkup checkup, float[] logits, int outputs) {
        boolean ofClasses = checkup.network().loss() instanceof LossSpec.OfClasses;
        if (ofClasses && areProbabilities(logits, outputs)) {
            return Check.fault(
                    OUTPUTS,
                    "",
                    "Outputs lie in [0, 1] and sum to 1, so they are probabilities, of which the loss takes the softmax once more: leave softmax to the loss.");
        }
        var last = checkup.resolved().operations().getLast();
        if ((ofClasses || checkup.network().loss() instanceof LossSpec.BinaryCrossEntropy)
                && (last.spec() instanceof Activation
                        || last.spec() instanceof Softmax
                        || last.spec() instanceof LogSoftmax)) {
            return Check.warning(
                    OUTPUTS,
                    Checkup.place(last),
                    "The loss takes logits of any size, but they went through %s: end the network in the Dense layer.",
                    last.spec().describe());
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            least = Math.min(least, logit);
            most = Math.max(most, logit);
        }
        return Check.fine(OUTPUTS, "Outputs are %.3g to %.3g.", least, most);
    }

    private static boolean areProbabilities(float[] logits, int outputs) {
        for (int from = 0; from < logits.length; from += outputs) {
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                float logit = logits[from + k];
                if (!(logit >= 0 && logit <= 1)) {
                    return false;
                }
                sum += logit;
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    private static Check loss(Checkup checkup, double loss, double guessing) {
        if (!Double.isFinite(loss)) {
            return Check.fault(
                    FIRST_LOSS,
                    "",
                    "The loss is %s before the first step: look for inputs and weights that are not finite.",
                    loss);
        }
        if (checkup.trained() || !(checkup.network().loss() instanceof LossSpec.SoftmaxCrossEntropy)) {
            return Check.fine(FIRST_LOSS, "The loss is %.3g; a network that says 0 has %.3g.", loss, guessing);
        }
        var found = String.format(Locale.ROOT, "The loss is %.3g, that of guessing, ln(classes), %.3g", loss, guessing);
        if (loss <= SUSPICIOUS * guessing) {
            return Check.fine(FIRST_LOSS, "%s.", found);
        }
        return new Check(
                FIRST_LOSS,
                loss > FAULTY * guessing ? Status.FAULT : Status.WARNING,
                "",
                found + ": inputs are not scaled, or the initial weights are too large.");
    }
}
