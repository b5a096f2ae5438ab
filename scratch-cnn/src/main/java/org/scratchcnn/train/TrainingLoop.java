package org.scratchcnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.Session;

/** Mini-batch training of any engine's session, epoch by epoch. */
public final class TrainingLoop {

    private final Session session;
    private final BatchSource training;
    private final Function<InferenceSession, Evaluation> evaluator;
    private final TrainingListener listener;
    private TrainingPosition position;
    private volatile boolean stopped;

    /**
     * A loop over {@code training}, from the first epoch on.
     *
     * @param evaluator says after each epoch how well the network does: {@link Evaluator#evaluate}
     */
    public TrainingLoop(
            Session session,
            BatchSource training,
            Function<InferenceSession, Evaluation> evaluator,
            TrainingListener listener) {
        this(session, training, evaluator, listener, TrainingPosition.START);
    }

    /** A loop over {@code training} that goes on from a position, with a session that has come as far. */
    public TrainingLoop(
            Session session,
            BatchSource training,
            Function<InferenceSession, Evaluation> evaluator,
            TrainingListener listener,
            TrainingPosition position) {
        this.session = session;
        this.training = training;
        this.evaluator = evaluator;
        this.listener = listener;
        this.position = position;
    }

    /** How far it has come. */
    public TrainingPosition position() {
        return position;
    }

    /** Ends {@link #run} after the batch that is being trained on; any thread may call it. */
    public void stop() {
        stopped = true;
    }

    /**
     * Trains for so many more epochs; one that has begun is the first of them.
     *
     * @return what each epoch came to that was completed
     * @throws TrainingDivergedException as soon as a loss, or after an epoch a parameter, is infinite or not a number
     */
    public List<EpochResult> run(int epochs) {
        return run(epochs, _ -> false);
    }

    /**
     * Trains until an epoch came out well enough, or for so many more epochs.
     *
     * @param enough asked after each epoch whether it is to be the last
     * @return what each epoch came to that was completed
     * @throws TrainingDivergedException as soon as a loss, or after an epoch a parameter, is infinite or not a number
     */
    public List<EpochResult> run(int epochs, Predicate<EpochResult> enough) {
        var results = new ArrayList<EpochResult>();
        while (results.size() < epochs && !stopped) {
            double stepSeconds = runEpoch();
            if (position.step() < training.batchCount()) {
                break;
            }
            var result = result(stepSeconds);
            position = TrainingPosition.beginOf(position.epoch() + 1);
            results.add(result);
            session.epochDone(result.monitoredLoss());
            listener.epochDone(result);
            if (enough.test(result)) {
                break;
            }
        }
        return results;
    }

    /**
     * Goes through what is left of the epoch, until its end or until stopped.
     *
     * @return seconds inside {@code Session.step}
     */
    private double runEpoch() {
        int steps = training.batchCount();
        long stepNanos = 0;
        long started = System.nanoTime();
        var batches = training.epoch(position.epoch());
        for (int done = 0; done < position.step(); done++) {
            batches.next();
        }
        while (batches.hasNext() && !stopped) {
            Batch batch = batches.next();
            long stepStarted = System.nanoTime();
            double loss = session.step(batch);
            stepNanos += System.nanoTime() - stepStarted;
            position = position.after(loss, batch.size(), correct(batch));
            if (!Double.isFinite(loss)) {
                throw TrainingDivergedException.ofLoss(loss, position);
            }
            listener.stepDone(position, steps, loss);
        }
        position = position.later((System.nanoTime() - started) / 1e9);
        return stepNanos / 1e9;
    }

    private int correct(Batch batch) {
        float[] logits = session.stepLogits();
        return listener.wantsCorrect() && logits.length > 0 && batch.targets() instanceof Batch.Labels(var labels)
                ? Evaluator.correct(logits, labels, batch.size(), training.classes())
                : 0;
    }

    private EpochResult result(double stepSeconds) {
        // The last step's own damage shows in no loss.
        session.snapshot().notFinite().ifPresent(parameter -> {
            throw TrainingDivergedException.ofValue(parameter, position);
        });
        return new EpochResult(
                position.epoch(),
                position.lossSum() / position.samples(),
                position.seconds(),
                stepSeconds,
                position.samples(),
                evaluator.apply(session));
    }
}
