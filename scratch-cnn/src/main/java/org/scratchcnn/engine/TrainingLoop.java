package org.scratchcnn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Mini-batch training of any engine's session, epoch by epoch. */
public final class TrainingLoop {

    private final Session session;
    private final BatchSource training;
    private final Evaluator evaluator;
    private final TrainingListener listener;

    /**
     * A loop over {@code training}.
     *
     * @param evaluator says after each epoch how well the network does
     */
    public TrainingLoop(Session session, BatchSource training, Evaluator evaluator, TrainingListener listener) {
        this.session = session;
        this.training = training;
        this.evaluator = evaluator;
        this.listener = listener;
    }

    /**
     * Trains for so many epochs.
     *
     * @return what each epoch came to
     * @throws NonFiniteLossException as soon as a loss is infinite or not a number
     */
    public List<EpochResult> run(int epochs) {
        return run(epochs, _ -> false);
    }

    /**
     * Trains until an epoch came out well enough, or for so many epochs.
     *
     * @param enough asked after each epoch whether it is to be the last
     * @return what each epoch came to
     * @throws NonFiniteLossException as soon as a loss is infinite or not a number
     */
    public List<EpochResult> run(int epochs, Predicate<EpochResult> enough) {
        var results = new ArrayList<EpochResult>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            var result = runEpoch(epoch);
            results.add(result);
            listener.epochDone(result);
            if (enough.test(result)) {
                break;
            }
        }
        return results;
    }

    private EpochResult runEpoch(int epoch) {
        int steps = training.batchCount();
        double lossSum = 0;
        int samples = 0;
        int step = 0;
        long stepNanos = 0;
        long started = System.nanoTime();
        for (var batches = training.epoch(epoch); batches.hasNext(); ) {
            Batch batch = batches.next();
            step++;
            long stepStarted = System.nanoTime();
            double loss = session.step(batch);
            stepNanos += System.nanoTime() - stepStarted;
            if (!Double.isFinite(loss)) {
                throw new NonFiniteLossException(loss, epoch, step);
            }
            lossSum += loss * batch.size();
            samples += batch.size();
            listener.stepDone(epoch, step, steps, samples, loss);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return new EpochResult(
                epoch, lossSum / samples, seconds, stepNanos / 1e9, samples, evaluator.evaluate(session));
    }
}
