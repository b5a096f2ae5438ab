package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.ONE_BATCH;

import java.util.Locale;
import org.scratchcnn.check.Check.Status;
import org.scratchcnn.network.OptimizerSpec;

/** Whether a network can learn a few samples by heart: one that can't won't learn more of them either. */
final class OneBatchCheck {

    private static final int MOST_SAMPLES = 16;

    /** A network can't learn more by heart than it has parameters for. */
    private static final int PARAMETERS_A_SAMPLE = 64;

    private static final int STEPS = 200;
    private static final double[] RATES = {1e-3, 1e-2, 3e-2};

    /** Of the loss at the start. */
    private static final double LEARNED = 0.05;

    /** It goes slowly, for example because two samples are hardly different. */
    private static final double ALMOST = 0.2;

    private OneBatchCheck() {}

    static Check run(Checkup checkup) {
        long parameters = checkup.resolved().parameterCount();
        var batch = checkup.batch(Math.clamp(parameters / PARAMETERS_A_SAMPLE, 2, MOST_SAMPLES));
        double least = Double.POSITIVE_INFINITY;
        double first = 0;
        for (double rate : RATES) {
            try (var session = checkup.open(OptimizerSpec.adam(rate), batch.size())) {
                for (int step = 0; step <= STEPS; step++) {
                    double loss = session.step(batch);
                    if (step == 0) {
                        first = Math.max(loss, checkup.lossOfKnowingNothing(batch));
                    }
                    if (loss < LEARNED * first) {
                        return Check.fine(
                                ONE_BATCH,
                                "%d samples are learned in %d steps of Adam at %s: the loss is %.3g.",
                                batch.size(),
                                step,
                                Checkup.plain(rate),
                                loss);
                    }
                    least = Math.min(least, loss);
                }
            }
        }
        return new Check(
                ONE_BATCH,
                least < ALMOST * first ? Status.WARNING : Status.FAULT,
                "",
                String.format(
                        Locale.ROOT,
                        "%d steps of Adam on the same %d samples bring the loss from %.3g to %.3g, not below %.0f %%: put right what the other checks found; if nothing, give the network more units.",
                        STEPS,
                        batch.size(),
                        first,
                        least,
                        100 * LEARNED));
    }
}
